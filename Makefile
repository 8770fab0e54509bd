# Two commands matter: `make run` opens the chat, `make test` passes every test. Both set everything up first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --constraint constraints.txt

BENCHES := \
	analysis \
	answers \
	check \
	digests \
	import \
	library \
	linear \
	platforms \
	quotes \
	reading \
	segmentation \
	slots \
	stories \
	summaries \
	topics

.PHONY: run test torture soak lint messages format bench $(addprefix bench-,$(BENCHES)) clean
run: $(VENV)/.run
	@$(BIN)/briefing-bot chat

test: $(VENV)/.dev
	@$(BIN)/python -m pytest -n auto

# The fault test of deliveries at full size, some minutes: 2,000 deliveries, killed processes, cut connections.
torture: $(VENV)/.dev
	@$(BIN)/python -m tests.torture

# Two bots on one PostgreSQL, some minutes: killed and ended while people ask, digests are sent and articles arrive.
soak: $(VENV)/.dev
	@$(BIN)/python -m tests.soak

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Our own words in other languages: put new messages into every catalogue, and count what is to be translated.
messages: $(VENV)/.dev
	@$(BIN)/python -m tests.messages

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Measurements: figures that depend on the machine are ratios against a reference in the same run. `make bench` is the
# time from a slash command to its answer; the test sets of the others are looked for in ../shared/bench.
bench: bench-answers
$(addprefix bench-,$(BENCHES)): bench-%: $(VENV)/.bench
	@$(BIN)/python -m tests.bench.bench_$* $(SIZES)

$(VENV)/.bench: $(VENV)/.dev
	@$(PIP) --editable '.[dev,bench]'
	@touch $@

$(VENV)/.run: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; say which: make run PYTHON=python3.11") if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || { echo "Setting up $(VENV), once; this takes half a minute." >&2; $(PYTHON) -m venv $(VENV); }
	@$(PIP) --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	@$(PIP) --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis build dist
