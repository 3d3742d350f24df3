# Everything a person needs: `make demo` and `make test`. uv is used where it is installed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)
export SAMKRAFT_DATA_DIR ?= $(CURDIR)/var

.PHONY: demo test check fix bench messages lock clean

demo: $(VENV)/.ready
	$(BIN)/samkraft demo --port $(or $(PORT),8000)

test: $(VENV)/.ready-test
	$(BIN)/python -m tests

check: $(VENV)/.ready-test
	$(BIN)/ruff format --check src tests
	$(BIN)/ruff check src tests
	$(BIN)/lint-imports --no-cache

fix: $(VENV)/.ready-test
	$(BIN)/ruff format src tests
	$(BIN)/ruff check --fix src tests

bench: $(VENV)/.ready-test
	$(BIN)/python -m tests.bench

messages: $(VENV)/.ready-test
	$(BIN)/python -m samkraft.web.messages update

# Resolve afresh and pin every package by hash, without naming an index.
lock:
	$(PYTHON) -m venv build/lock
	build/lock/bin/pip install --quiet --disable-pip-version-check uv
	build/lock/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" --quiet -o requirements.txt --group build
	build/lock/bin/uv pip compile pyproject.toml --extra test --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" --quiet -o requirements-test.txt --group build

$(VENV)/.ready: requirements.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "Python cannot make a virtual environment here. On Debian: apt-get install python3-venv"; rm -rf $(VENV); exit 1; }
ifdef UV
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements.txt
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
else
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --no-deps --no-build-isolation -e .
endif
	$(BIN)/python -m samkraft.web.messages compile
	$(BIN)/python -m compileall -q src $(VENV)/lib/python*/site-packages/django & compiling=$$!; \
	$(BIN)/python -m samkraft.web.components.charts.bundle src/samkraft/web/components/built && wait $$compiling
	touch $@

$(VENV)/.ready-test: $(VENV)/.ready requirements-test.txt
ifdef UV
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements-test.txt
else
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements-test.txt
endif
	touch $@

clean:
	rm -rf $(VENV) var build
