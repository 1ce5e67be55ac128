// CodeSearchTestKit: small indexes for tests, of this package and of programs that embed it.
