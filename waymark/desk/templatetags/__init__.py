"""Words that the desk's templates may use beyond Django's own."""
