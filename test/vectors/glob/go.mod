module tagboat/test/vectors/glob

go 1.24
