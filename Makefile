# The authoritative interface: `make demo` shows what it does, `make test` checks that it does.
SHELL := /bin/bash
VENV := .venv
PY := $(VENV)/bin/python
DATA ?= ../shared/data
READY := $(VENV)/.ready
BENCH := $(VENV)/.bench
SIZE ?= 10000
KILLS ?= 100
SIZES ?= 2000 10000 100000

.PHONY: demo test test-all evaluate faults fit bench lint clean

$(READY): pyproject.toml constraints.txt
	@if uv --version >/dev/null 2>&1; then \
	  uv venv --quiet --allow-existing --python '>=3.11' $(VENV) && \
	  uv pip install --quiet --python $(PY) -c constraints.txt -e '.[dev]'; \
	else \
	  python3 -m venv $(VENV) && \
	  $(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'; \
	fi
	@touch $(READY)

demo: $(READY)  ## set up, then trace a small story family and write its report
	@$(VENV)/bin/firsthand demo -o report.html

test: $(READY)  ## set up, then lint, types and the tests (under ten minutes on two cores)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(PY) -m pytest -m "not slow"

test-all: $(READY)  ## the slow tiers, too
	$(PY) -m pytest

evaluate: $(READY)  ## figures on labelled sets against their floors
	$(PY) -m evaluation.floors $(DATA)

faults: $(READY)  ## kill, fill up, damage an archive; going on must end where an undisturbed run ends
	$(PY) -m evaluation.faults --kills $(KILLS)

fit: $(READY)  ## fit the shipped weights again
	$(PY) -m evaluation.fit_pairs $(DATA)
	$(PY) -m evaluation.fit_stories $(DATA)
	$(PY) -m evaluation.fit_lineage $(DATA)
	$(PY) -m evaluation.fit_bearers $(DATA)
	$(PY) -m evaluation.fit_hands $(DATA)
	$(PY) -m evaluation.fit_revision $(DATA)

$(BENCH): $(READY)
	@if uv --version >/dev/null 2>&1; then \
	  uv pip install --quiet --python $(PY) -c constraints.txt -e '.[bench]'; \
	else \
	  $(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'; \
	fi
	@touch $@

bench: $(BENCH)  ## the lexical engine against its bound, other tools and larger corpora (some minutes)
	$(PY) -m benchmarks.bound --documents $(SIZE)
	$(PY) -m benchmarks.peers --documents $(SIZE)
	$(PY) -m benchmarks.growth $(SIZES)
	$(PY) -m benchmarks.pictures

lint: $(READY)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist
