extension [String] {
  /// The texts with a separator between them.
  ///
  /// The library's `joined` does the same by generic code that a program has to make ready when it runs, and a short search
  /// takes longer for that than for its words; this is for what every search does.
  package func plainlyJoined(_ separator: String) -> String {
    dropFirst().reduce(first ?? "") { $0 + separator + $1 }
  }
}
