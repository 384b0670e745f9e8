# Two commands set everything up: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := build/demo

# Bytecode is made when a module is first imported, not of all that is installed; it has to be kept
# then, since tests start the program hundreds of times.
INSTALL := $(BIN)/python -m pip install --quiet --no-compile
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo test pytest lint docs hostile audit lock bench screenshots clean

help:  ## show the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

# A stamp for each set of packages; a second run reuses what is there.
$(VENV)/.installed: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(INSTALL) --upgrade 'pip>=25.1'
	$(INSTALL) --editable .
	touch $@

$(VENV)/.developing: $(VENV)/.installed
	$(INSTALL) --group dev
	touch $@

$(VENV)/.documenting: $(VENV)/.installed
	$(INSTALL) --group docs
	touch $@

demo: $(VENV)/.installed  ## run the main job over the texts that ship, in $(DEMO)
	$(BIN)/tifa demo $(DEMO)

test: $(VENV)/.developing  ## run every check, what is linted beside the tests
	$(MAKE) --jobs 2 lint pytest

pytest: $(VENV)/.developing
	HF_HUB_OFFLINE=1 $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal

lint: $(VENV)/.developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(VENV)/.documenting  ## build the documentation as a site, in build/site
	$(BIN)/python -m bench.reference docs/reference
	$(BIN)/zensical build --strict --clean

hostile: $(VENV)/.developing  ## try kills, bombs and damage; oftener with TIMES=20
	HF_HUB_OFFLINE=1 $(BIN)/python -m bench.hostile $(TIMES)

audit:  ## look the locked dependencies up among known vulnerabilities
	$(PYTHON) -m venv build/audit
	build/audit/bin/pip install --quiet pip-audit
	build/audit/bin/pip-audit --strict --disable-pip --require-hashes --requirement requirements.lock

# Of all versions of Python and all platforms; without the extra neural, whose torch has a build for each.
lock:  ## lock the newest versions of the dependencies, with their digests
	$(PYTHON) -m venv build/lock
	build/lock/bin/pip install --quiet uv
	build/lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --extra postgresql \
	    --generate-hashes --no-emit-index-url --custom-compile-command 'make lock' \
	    --output-file requirements.lock pyproject.toml

bench: $(VENV)/.developing  ## measure; with development data: make bench DATA=FOLDER
	$(BIN)/python -m bench $(DATA)

screenshots: $(VENV)/.developing  ## regenerate the pictures of docs/
	$(BIN)/python bench/screenshots.py docs

clean:  ## remove what the targets made
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
