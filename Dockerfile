# An image with the API and the explorer page: `docker build -t event-knowledge .`
ARG BASE=python:3.11-slim
ARG NODE=node:24-slim

FROM ${NODE} AS page
WORKDIR /app/web
COPY web/package.json web/package-lock.json web/.npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
# The page carries the newsroom questions.
COPY schema/questions /app/schema/questions
COPY web ./
RUN npm run build

FROM ${BASE} AS packages
WORKDIR /app
RUN python -m venv /venv
COPY requirements.lock ./
RUN /venv/bin/pip install --no-cache-dir --no-deps --require-hashes --requirement requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY api api
COPY schema schema
COPY db db
COPY seeds seeds
# The service runs from its folder, as it does for developers; this adds the command line.
RUN /venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation --editable .

FROM ${BASE}
RUN useradd --system --uid 10001 --no-create-home --home-dir /data knowledge \
    && install --directory --owner=knowledge /data
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    HOST=0.0.0.0 \
    PORT=8000 \
    DATABASE_URL=sqlite:////data/event-knowledge.db \
    WEB_DIST=/app/web/dist
WORKDIR /app
COPY --from=packages /venv /venv
COPY --from=packages /app ./
COPY --from=page /app/web/dist web/dist
USER 10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/health/ready', timeout=4)"]
ENTRYPOINT ["event-knowledge"]
CMD ["serve"]
