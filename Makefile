.DEFAULT_GOAL := list
.PHONY: list quick check fmt golden bench dist

list: ## print these lines
	@grep -E '^[a-z]+: ?##' $(MAKEFILE_LIST) | sed 's/: *## */\t/'
quick: ## compile and test without formatter and static checks
	mvn -q -Dquick test
check: ## everything that CI runs
	.ci/run
fmt: ## format the sources
	mvn -q spotless:apply
golden: ## write expected texts anew; read the difference like code
	mvn -q -Dquick -Dgolden.write=true test
bench: ## run the benchmarks; their figures go to docs/measured.md
	mvn -q -Dquick -Pbench -pl core process-test-classes
	mvn -q -Dquick -Pbench-training -pl autograd -am process-test-classes
	mvn -q -Dquick -Pbench-camera -pl camera -am process-test-classes
dist: ## make the zips for devices
	mvn -q -Dquick -Dmaven.test.skip=true -pl dist -am package
