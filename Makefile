# A thin wrapper: everything is in make.py, so that a machine without make can run `python3 make.py run`.
PYTHON ?= python3
W ?=

.PHONY: run dev test fast check bench lock screenshots

run dev test fast check lock:
	@$(PYTHON) make.py $@

bench screenshots:
	@$(PYTHON) make.py $@ $(W)
