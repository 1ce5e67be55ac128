/// A day of the Gregorian calendar, without time or zone; dates of service and of validity.
///
/// ```swift
/// Day(year: 2025, month: 10, day: 1)! - 1 == Day(iso: "2025-09-30")!
/// ```
public struct Day: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Days since 1970-01-01; negative before.
  public var number: Int32

  public init(number: Int32) { self.number = number }

  /// Nil where the calendar has no such day. Years 1 to 9999.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Day.length(ofMonth: month, year: year)
    else { return nil }
    // Days from civil, after Howard Hinnant's calendar algorithms: the year starts in March.
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// Reads `YYYY-MM-DD`, and nothing else.
  public init?(iso text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2 else {
      return nil
    }
    self.init(digits: parts.joined())
  }

  /// Reads `YYYYMMDD`, as official files write dates.
  public init?(digits text: some StringProtocol) {
    guard text.utf8.count == 8, text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), let value = Int(text) else {
      return nil
    }
    self.init(year: value / 10_000, month: value / 100 % 100, day: value % 100)
  }

  /// Reads `YYYYDDD`, the year and the day of the year from 001, as some official files write dates.
  public init?(ordinal text: some StringProtocol) {
    guard text.utf8.count == 7, text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), let value = Int(text),
      let first = Day(year: value / 1000, month: 1, day: 1), let last = Day(year: value / 1000, month: 12, day: 31)
    else { return nil }
    let day = first + Int32(value % 1000 - 1)
    guard first <= day, day <= last else { return nil }
    self = day
  }

  public var components: (year: Int, month: Int, day: Int) {
    let shifted = Int(number) + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// `YYYY-MM-DD`.
  public var description: String {
    let (year, month, day) = components
    func padded(_ value: Int, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  public static func < (left: Day, right: Day) -> Bool { left.number < right.number }
  public static func + (day: Day, count: Int32) -> Day { Day(number: day.number + count) }
  public static func - (day: Day, count: Int32) -> Day { Day(number: day.number - count) }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }
}

/// The days from `from` through `through`, both included; nil is open, or not known.
public struct DayRange: Sendable, Hashable {
  public var from: Day?
  public var through: Day?

  public init(from: Day? = nil, through: Day? = nil) {
    self.from = from
    self.through = through
  }

  public static let always = DayRange()

  public func contains(_ day: Day) -> Bool {
    (from.map { $0 <= day } ?? true) && (through.map { day <= $0 } ?? true)
  }
}
