# make demo | test | lint | docs | notebooks | spark | bench | fit | clean.  PYTHON=… names another interpreter.

# The first Python that is new enough.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
WHEELS := out/wheel
BARE := out/bare

.PHONY: demo test lint types unit wheel docs notebooks spark bench fit constraints clean

demo: $(VENV)/.core
	@mkdir -p out
	$(BIN)/aidfacts extract seeds/*.txt --quiet --output out/demo.html
	$(BIN)/aidfacts extract seeds/*.txt
	@echo
	@echo "The same with the evidence marked: out/demo.html"

test: lint types unit wheel

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

unit: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2

# The suite again on the built wheel. The environment `bare` sees the dependencies of .venv, but no .pth file there is
# read, so the source is out of reach; what the package lacks shows.
wheel: $(VENV)/.dev
	@rm -rf $(WHEELS) $(BARE) && mkdir -p $(WHEELS) $(BARE)/suite
	$(BIN)/python -m build --wheel --no-isolation --outdir $(WHEELS) . >$(WHEELS)/build.log || { cat $(WHEELS)/build.log; exit 1; }
	@$(BIN)/python -m venv --without-pip $(BARE)/venv
	@$(BARE)/venv/bin/python -c 'import pathlib, sys, sysconfig; pathlib.Path(sysconfig.get_path("purelib"), "deps.pth").write_text(sys.argv[1])' \
		"$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')"
	@$(PIP) --no-deps --target "$$($(BARE)/venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')" $(WHEELS)/*.whl
	@cp -R tests seeds pyproject.toml $(BARE)/suite/ && rm -f $(addprefix $(BARE)/suite/tests/,test_docs.py test_site.py test_browser.py)
	cd $(BARE)/suite && AIDFACTS_EXPECTED_AT="$$PWD/../venv" ../venv/bin/python -m pytest -n 2 tests

# The docs as a site, in site/: open site/index.html. `make test` builds it too, elsewhere. Not with --quiet, which would
# hide warnings from --strict as well.
docs: $(VENV)/.dev
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict

# Runs the notebooks of examples/ and stores what they print.
notebooks: $(VENV)/.dev
	$(BIN)/python tools/run_notebooks.py --write

# The batches under real engines: Spark (which needs Java 17), Dask, datasets. Large, so not part of `make test`.
spark: $(VENV)/.engines
	$(BIN)/python -m pytest tests/test_batches.py tests/test_engines.py -rs

# How fast it is, and how sums are read, beside other libraries; TEXTS=file.jsonl takes text of your own.
bench: $(VENV)/.bench
	$(BIN)/python benchmarks/speed.py $(TEXTS)
	$(BIN)/python benchmarks/amounts.py $(TEXTS)

# Fits confidence to the project's own cases and seeds, and to gold of other pages (PAGES="files"); writes docs/trust.md.
fit: $(VENV)/.core
	$(BIN)/python tools/fit_confidence.py $(addprefix --pages ,$(PAGES))

# Writes what is installed now into constraints.txt.
constraints: $(VENV)/.bench
	@{ sed -n '/^#/p' constraints.txt; $(BIN)/python -m pip freeze --exclude-editable --exclude aidfacts; } >constraints.new
	@mv constraints.new constraints.txt

$(VENV)/.core: pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "aidfacts needs Python 3.11 or later; name one: make PYTHON=…"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.core
	$(PIP) -e '.[dev]'
	@touch $@

$(VENV)/.engines: $(VENV)/.dev
	$(PIP) -e '.[dev,spark,dask,datasets]'
	@touch $@

$(VENV)/.bench: $(VENV)/.dev
	$(PIP) -e '.[dev,bench]'
	@touch $@

clean:
	rm -rf $(VENV) out site build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
