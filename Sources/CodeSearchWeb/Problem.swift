/// A page that says what is wrong and what to do about it.
struct Problem {
  var heading: String
  var message: String
  var hint: String
  /// A text in which the place matters, such as a query with a mark below the fault.
  var excerpt: String?
  var suggestions: [Link] = []
}
