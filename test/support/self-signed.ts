/**
 * A certificate for localhost that vouches for itself, for a hundred years. Its key is public by being
 * here, so it is worth nothing outside the tests.
 */
export const SELF_SIGNED = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgYoa0/FvcS6Mx0Kn7
m4Qa1xAt3lwMewhs+6owoLnA+G6hRANCAAST4Nv+djtlmyg8FodcVIJteCAzwuCx
VCofHX42RYYFT09/KhhV1QN0YyxBsKsLENMwFWtz3pHEfjKTrInz5ILF
-----END PRIVATE KEY-----
`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUeTdPN9ci9Y1DW0ZjO7FAgLFbFxUwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzExNTkwOVoYDzIxMjYxMDMw
MTE1OTA5WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAST4Nv+djtlmyg8FodcVIJteCAzwuCxVCofHX42RYYFT09/KhhV1QN0
YyxBsKsLENMwFWtz3pHEfjKTrInz5ILFo28wbTAdBgNVHQ4EFgQUtezSwBsVJdfp
L+m24Y/Cjlwos1gwHwYDVR0jBBgwFoAUtezSwBsVJdfpL+m24Y/Cjlwos1gwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIhAOuF56wgmyBJ5CojytoKXlAB+9ptEErJDJQtakHjwCcQAiBP
wL1cVfv0/mGrLJjktCXEyWSBSiVF9xLczXTiYkjKoQ==
-----END CERTIFICATE-----
`,
};
