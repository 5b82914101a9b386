module tagboat/test/real/build/argo-cd

go 1.24

require github.com/argoproj/argo-cd/v3 v3.2.1
