# Everything a newcomer types. `make help` lists it.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SERVE ?= 1
DATA_DIR ?= data
export DATA_DIR

.PHONY: help demo test lint nightly serve export backup verify install-timer bench simulate evaluate test-wordpress test-browser test-deploy test-faults test-images docs lock clean

help: ## List these targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

# Set-up: one stamp per lock, so that a second run starts at once.
$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "python3 is missing: sudo apt install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "$$($(PYTHON) --version) is too old, 3.11 is needed: make PYTHON=python3.11 …"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "python3-venv is missing: sudo apt install python3-venv"; exit 1; }
	@echo "Creating $(VENV) …"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip

$(VENV)/.runtime: requirements.lock | $(VENV)/bin/python
	@echo "Installing what $< names …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

$(VENV)/.development: requirements-dev.lock | $(VENV)/bin/python
	@echo "Installing what $< names …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@ $(VENV)/.runtime

demo: $(VENV)/.runtime ## Crawl the practice offices and show the archive at http://127.0.0.1:8001 (SERVE=0: only the summary)
	@$(BIN)/python -m demo --data "$(DATA_DIR)/demo" $(if $(filter 0,$(SERVE)),--no-serve)

test: $(VENV)/.development ## Check style, types, docs and behaviour
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest

nightly: $(VENV)/.runtime ## Crawl all enabled offices, live; write the files; tell ALARM_URLS what changed
	@$(BIN)/scrapy nightly; status=$$?; [ $$status -gt 1 ] || $(BIN)/python -m archive export || status=5; \
		[ $$status = 4 ] || $(BIN)/python -m archive notify || true; exit $$status

serve: $(VENV)/.runtime ## Show the archive in DATA_DIR at http://127.0.0.1:8001
	@$(BIN)/python -m archive serve

export: $(VENV)/.runtime ## Write the files for researchers to DATA_DIR/exports
	@$(BIN)/python -m archive export "$(DATA_DIR)/exports"

backup: $(VENV)/.runtime ## Copy crawl.db to DATA_DIR/backups (BACKUP_DIR=… for another disk), and prove the copy
	@$(BIN)/python -m archive backup "$(or $(BACKUP_DIR),$(DATA_DIR)/backups)"

verify: $(VENV)/.runtime ## Prove that both databases in DATA_DIR are whole
	@$(BIN)/python -m archive verify

install-timer: $(VENV)/.runtime ## Crawl every night by systemd, for this user (sudo deploy/install.sh --system: for the machine)
	@deploy/install.sh

bench: $(VENV)/.development ## Measure speed, memory and size, as ratios
	@$(BIN)/python -m bench

simulate: $(VENV)/.development ## Live through a year of nights with known events; writes docs/reliability.md
	@$(BIN)/python -m simulation

evaluate: $(VENV)/.development ## Measure extraction on sites that nobody here wrote; writes docs/evaluation.md
	@$(BIN)/python -m evaluation.packages
	@$(BIN)/python -m evaluation

test-wordpress: $(VENV)/.development ## Crawl a real WordPress and compare every article with its database
	@$(BIN)/python -m evaluation.packages
	@$(BIN)/python -m pytest tests_wordpress

test-browser: $(VENV)/.development ## Look at every page in a real browser, and take the README's pictures (installs chromium and axe-core)
	@$(BIN)/python -m tests_browser.prepare
	@$(BIN)/python -m pytest tests_browser
	@$(BIN)/python -m demo --no-serve
	@$(BIN)/python -m tests_browser.pictures

test-deploy: $(VENV)/.development ## Let systemd, nginx, Caddy, R, … judge deploy/ and the data page's examples
	@tools/packages.sh systemd nginx-light caddy openssl curl r-base-core python3-pandas libreoffice-calc
	@$(BIN)/python -m pytest tests_deploy

test-images: $(VENV)/.development ## Build the images of deploy/ and run a night and the reading room in them (needs root)
	@tools/packages.sh podman runc containernetworking-plugins iptables mmdebstrap
	@$(BIN)/python -m tests_images.prepare
	@$(BIN)/python -m pytest tests_images

test-faults: $(VENV)/.development ## Kill commands at 200 instants, let the disk fail, set the clock back: nothing may be lost
	@tools/packages.sh gcc libc6-dev
	@$(BIN)/python -m pytest tests_faults

docs: $(VENV)/.runtime ## Renew the office table in docs/offices.md
	@$(BIN)/python -m scrapers.registry.office_table

lock: | $(VENV)/bin/python ## Pin the newest versions that fit requirements*.txt
	@$(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-find-links --no-header \
		--output-file requirements.lock requirements.txt
	@$(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-find-links --no-header \
		--allow-unsafe --output-file requirements-dev.lock requirements-dev.txt

clean: ## Remove what set-up and tests made; never data/
	rm -rf $(VENV) .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis
