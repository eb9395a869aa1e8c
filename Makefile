# Two commands set everything up on a machine with Python >= 3.11 and make:
#   make figures    regenerate every chart into figures/
#   make test       every test, the notebooks included
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.stamp
UV     := $(shell command -v uv 2>/dev/null)
# One process a core; a file's tests stay together, because what they render or execute is made once a file.
PYTEST := $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

.PHONY: figures briefing test test-code notebooks lint lab shell lock clean

figures: $(STAMP)
	$(BIN)/zhonglou figures

briefing: $(STAMP)
	$(BIN)/zhonglou briefing

test: $(STAMP)
	$(PYTEST)

# Without the notebooks and the browser: what another Python could change.
test-code: $(STAMP)
	$(PYTEST) tests --ignore tests/test_browser.py

notebooks: $(STAMP)
	$(BIN)/python notebooks/execute.py

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

lab: $(STAMP)
	$(BIN)/jupyter lab notebooks

shell: $(STAMP)
	@echo "zhonglou is at hand here; exit leaves this shell."
	@PATH="$(abspath $(BIN)):$$PATH" VIRTUAL_ENV="$(abspath $(VENV))" $${SHELL:-/bin/sh} -i

# The environment is exactly the lock: with uv in seconds, else with pip.
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed, $(PYTHON) is " + sys.version.split()[0] + ". Name another: make PYTHON=python3.12 " + "$(MAKECMDGOALS)")'
ifneq ($(UV),)
	$(UV) venv --quiet --clear --python $(PYTHON) $(VENV)
	$(UV) pip sync --quiet --python $(BIN)/python --require-hashes --compile-bytecode requirements.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
else
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
endif
	@touch $(STAMP)

# Needs uv and the network; writes no address of any package registry.
lock:
	uv pip compile pyproject.toml --group dev --universal --fork-strategy fewest --python-version 3.11 \
	  --generate-hashes --no-header --quiet -o requirements.lock

clean:
	rm -rf .venv .venv-* .pytest_cache .mypy_cache .ruff_cache build dist
