# `make serve` and `make test` are all one needs; the rest is for working on the code.
.PHONY: serve test fuzz check format schema migration golden picture benchmark evaluate lock page \
	browser clean help
.NOTPARALLEL:

BIN := .venv/bin
INSTALLED := .venv/.installed
TESTS_INSTALLED := .venv/.installed-tests
PAGE := web/dist/index.html
PAGE_MODULES := web/node_modules/.installed
BROWSER_MODULES := tests/browser/node_modules/.installed
CLIENT_MODULES := tests/clients/node_modules/.installed
BENCHMARK_MODULES := benchmarks/node_modules/.installed
SOURCES := api schema db seeds benchmarks tests

# Folders are listed too, so that a page is also built anew when a source is gone.
PAGE_SOURCES := $(shell find web schema/questions -mindepth 1 \
	\( -name node_modules -o -name dist \) -prune -o -print 2>/dev/null)

help:
	@echo 'make serve      serve the API and the explorer on http://127.0.0.1:8000'
	@echo '                (HOST=, PORT=, DATABASE_URL=, CORS_ORIGINS=)'
	@echo 'make test       all checks and tests (ARGS= for pytest)'
	@echo 'make fuzz       random requests, others each time (SECONDS=120 for each of four runs, SEED=)'
	@echo 'make check      format, lint, types, locks, schema, Dockerfile'
	@echo 'make format     format and fix what can be'
	@echo 'make schema     write schema/schema.graphql and seeds/reading.schema.json'
	@echo 'make migration  MESSAGE="Add a table": a migration from the tables'
	@echo 'make golden     write the golden answers and SQL anew'
	@echo 'make picture    take the picture of the explorer page anew'
	@echo 'make benchmark  measure the service beside others, for docs/performance.md'
	@echo '                (SIZE= statements, ARGS= for python -m benchmarks, see its --help)'
	@echo 'make evaluate   tell how right drafts of texts are (ARGS= for python -m tests.evaluation)'
	@echo 'make lock       bring the lock files up to date (UPGRADE=1: with newer versions)'
	@echo 'make clean      remove what was installed and built; the database stays'

serve: $(INSTALLED)
	@$(MAKE) --no-print-directory page || echo \
		'-- The explorer page could not be built (see above). The API is served all the same.'
	@CORS_ORIGINS="$${CORS_ORIGINS-loopback}" RATE_LIMIT="$${RATE_LIMIT-off}" exec $(BIN)/event-knowledge serve

test: check page browser $(CLIENT_MODULES)
	$(BIN)/pytest $(ARGS)

# Each run says its seed at its end.
fuzz: SECONDS := 120
fuzz: $(TESTS_INSTALLED)
	FUZZ="--max-time $(SECONDS) --continue-on-failure $(if $(SEED),--seed $(SEED))" \
		$(BIN)/pytest -s tests/api/test_fuzz.py $(ARGS)

check: $(TESTS_INSTALLED)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy $(SOURCES)
	$(BIN)/pytest -q tests/test_repository.py
	$(BIN)/event-knowledge schema --check
	$(BIN)/hadolint Dockerfile

format: $(TESTS_INSTALLED)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Written beside first: a failure must not leave an empty file.
schema: $(INSTALLED)
	$(BIN)/event-knowledge schema > schema/schema.graphql.new
	mv schema/schema.graphql.new schema/schema.graphql
	$(BIN)/event-knowledge schema --reading > seeds/reading.schema.json.new
	mv seeds/reading.schema.json.new seeds/reading.schema.json

NEXT_REVISION = $(shell printf %04d $$(($$(ls db/migrations/versions/[0-9]*.py | wc -l) + 1)))

# Against an empty database of its own, brought to the newest migration first.
migration: $(INSTALLED)
	@test -n "$(MESSAGE)" || { echo 'Say what it does: make migration MESSAGE="Add a table"'; exit 2; }
	@mkdir -p data && rm -f data/migration.db
	DATABASE_URL=sqlite:///data/migration.db $(BIN)/alembic -c db/migrations/alembic.ini -x bare=1 upgrade head
	DATABASE_URL=sqlite:///data/migration.db $(BIN)/alembic -c db/migrations/alembic.ini \
		revision --autogenerate -m "$(MESSAGE)" --rev-id "$(NEXT_REVISION)"
	@rm -f data/migration.db

golden: $(TESTS_INSTALLED)
	UPDATE_GOLDEN=1 $(BIN)/pytest -k golden $(ARGS)

picture: page browser
	$(BIN)/python -m tests.web.picture

benchmark: $(TESTS_INSTALLED) $(BENCHMARK_MODULES)
	$(BIN)/python -m benchmarks $(if $(SIZE),--size $(SIZE)) $(ARGS)

evaluate: $(INSTALLED)
	@$(BIN)/python -m tests.evaluation $(ARGS)

UV = $$(command -v uv || echo .setup/bin/uv)
COMPILE = $(UV) pip compile -q --universal --generate-hashes --python-version 3.11 --no-header \
	$(if $(UPGRADE),--upgrade) pyproject.toml

lock: $(INSTALLED)
	@command -v uv >/dev/null || $(BIN)/python -m pip install -qq --upgrade --target .setup uv
	$(COMPILE) --group build -o requirements.lock
	$(COMPILE) --group build --group test -c requirements.lock -o requirements-test.lock
	$(UV) pip compile -q --universal --generate-hashes --python-version 3.11 --no-header \
		$(if $(UPGRADE),--upgrade) --group node -o requirements-node.lock
	sh bootstrap.sh npm web $(if $(UPGRADE),update,install) --package-lock-only --ignore-scripts
	sh bootstrap.sh npm tests/browser $(if $(UPGRADE),update,install) --package-lock-only --ignore-scripts
	sh bootstrap.sh npm tests/clients $(if $(UPGRADE),update,install) --package-lock-only --ignore-scripts
	sh bootstrap.sh npm benchmarks $(if $(UPGRADE),update,install) --package-lock-only --ignore-scripts

page: $(PAGE)
	@:

# Only where no Chromium is installed. Elsewhere than on x86-64 Linux it would not start.
browser: $(TESTS_INSTALLED)
	@sh bootstrap.sh node
	@$(BIN)/python -m tests.browser || $(MAKE) --no-print-directory $(BROWSER_MODULES)

clean:
	rm -rf .venv .setup web/dist web/node_modules tests/browser/node_modules
	rm -rf tests/clients/node_modules benchmarks/node_modules *.egg-info
	rm -rf .mypy_cache .ruff_cache .pytest_cache

$(INSTALLED): requirements.lock pyproject.toml bootstrap.sh
	@sh bootstrap.sh install requirements.lock
	@sh bootstrap.sh project
	@touch $@

$(TESTS_INSTALLED): requirements-test.lock $(INSTALLED)
	@sh bootstrap.sh install requirements-test.lock
	@touch $@

$(PAGE_MODULES): web/package.json web/package-lock.json web/.npmrc | $(INSTALLED)
	@echo '-- Installing the packages of the explorer page'
	@sh bootstrap.sh npm web ci --ignore-scripts --loglevel=error
	@touch $@

$(PAGE): $(PAGE_SOURCES) | $(PAGE_MODULES)
	@echo '-- Building the explorer page'
	@sh bootstrap.sh npm web run build > .venv/page.log 2>&1 || { cat .venv/page.log; exit 1; }
	@touch $@

$(BROWSER_MODULES): tests/browser/package.json tests/browser/package-lock.json
	@echo '-- Installing a Chromium for the tests'
	@sh bootstrap.sh npm tests/browser ci --ignore-scripts --loglevel=error
	@touch $@

$(CLIENT_MODULES): tests/clients/package.json tests/clients/package-lock.json tests/clients/.npmrc \
		| $(TESTS_INSTALLED)
	@echo '-- Installing the clients to test with'
	@sh bootstrap.sh npm tests/clients ci --ignore-scripts --loglevel=error
	@touch $@

# Some of the servers need a newer Node than the page does.
$(BENCHMARK_MODULES): benchmarks/package.json benchmarks/package-lock.json benchmarks/.npmrc \
		| $(INSTALLED)
	@echo '-- Installing the servers to measure beside'
	@node -e 'process.exit(parseInt(process.versions.node) < 22)' 2>/dev/null || \
		sh bootstrap.sh install requirements-node.lock
	@sh bootstrap.sh npm benchmarks ci --ignore-scripts --loglevel=error
	@touch $@
