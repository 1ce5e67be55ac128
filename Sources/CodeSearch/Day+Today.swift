public import CodingKnowledge
internal import Glibc

extension Day {
  /// Today where this program runs.
  public static var today: Day {
    var now = time(nil)
    var local = tm()
    localtime_r(&now, &local)
    return Day(year: Int(local.tm_year) + 1900, month: Int(local.tm_mon) + 1, day: Int(local.tm_mday))
      ?? Day(number: Int32(truncatingIfNeeded: now / 86_400))
  }
}
