import CodingKnowledge
import Testing

struct DayTests {
  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2025-10-01", 20_362), ("0001-01-01", -719_162),
    ("9999-12-31", 2_932_896), ("1900-03-01", -25_508), ("2100-02-28", 47_540),
  ])
  func `A day has its number and its way of writing`(iso: String, number: Int32) throws {
    let day = try #require(Day(iso: iso))
    #expect(day.number == number)
    #expect(day.description == iso)
    #expect(Day(number: number) == day)
  }

  @Test(arguments: [
    ("2026001", "2026-01-01"), ("2024060", "2024-02-29"), ("2025060", "2025-03-01"), ("2024366", "2024-12-31"),
    ("2025366", nil), ("2025000", nil), ("202501", nil), ("20250101", nil), ("0000001", nil), ("2025 01", nil),
  ])
  func `A day of the year is read`(text: String, iso: String?) {
    #expect(Day(ordinal: text)?.description == iso)
  }

  @Test func `Numbers follow each other from the year 1 through 9999`() throws {
    var expected = try #require(Day(year: 1, month: 1, day: 1)).number
    for year in 1...9999 {
      let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
      for (month, length) in zip(1..., [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]) {
        let first = Day(year: year, month: month, day: 1)
        let last = Day(year: year, month: month, day: length)
        guard first?.number == expected, let last, last.components == (year, month, length),
          Day(year: year, month: month, day: length + 1) == nil
        else {
          Issue.record("\(year)-\(month)")
          return
        }
        expected += Int32(length)
      }
    }
  }

  @Test func `Every way of writing reads back`() {
    for number in stride(from: Int32(-719_162), through: 2_932_896, by: 997) {
      let day = Day(number: number)
      let text = day.description
      #expect(Day(iso: text) == day)
      #expect(Day(digits: text.filter { $0 != "-" }) == day)
    }
  }

  @Test(arguments: [
    "2025-02-29", "1900-02-29", "2025-13-01", "2025-00-10", "2025-01-00", "2025-04-31", "0000-01-01", "2025-1-01",
    "25-01-01", "2025/01/01", "2025-01-01 ", " 2025-01-01", "20250101", "", "-", "--", "2025-01-01-", "２０２５-01-01",
    "2025-01-+1", "-025-01-01", "10000-01-01", "abcd-ef-gh",
  ])
  func `What is no day in ISO form is refused`(text: String) {
    #expect(Day(iso: text) == nil)
  }

  @Test(arguments: ["2025-01-01", "2025010", "202501011", "20250229", "2025013a", "+2025101", "", "99991332"])
  func `What is no day in eight digits is refused`(text: String) {
    #expect(Day(digits: text) == nil)
  }

  @Test func `Days are counted and compared`() throws {
    let day = try #require(Day(iso: "2025-10-01"))
    #expect(day - 1 == Day(iso: "2025-09-30"))
    #expect(day + 365 == Day(iso: "2026-10-01"))
    #expect(day - 1 < day)
    #expect([day + 2, day, day + 1].sorted() == [day, day + 1, day + 2])
  }
}

struct DayRangeTests {
  private let day = Day(number: 20_000)

  @Test func `Both ends belong to a range`() {
    let range = DayRange(from: day, through: day + 9)
    #expect(range.contains(day))
    #expect(range.contains(day + 9))
    #expect(!range.contains(day - 1))
    #expect(!range.contains(day + 10))
  }

  @Test func `A missing end is open`() {
    #expect(DayRange(from: day).contains(day + 100_000))
    #expect(!DayRange(from: day).contains(day - 1))
    #expect(DayRange(through: day).contains(day - 100_000))
    #expect(!DayRange(through: day).contains(day + 1))
    #expect(DayRange.always.contains(day))
  }

  @Test func `A range that ends before it begins holds no day`() {
    #expect(!(-2...2).contains { DayRange(from: day + 1, through: day).contains(day + Int32($0)) })
  }
}
