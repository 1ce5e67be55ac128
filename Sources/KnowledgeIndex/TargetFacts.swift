public import CodingKnowledge

/// What ranking asks of a target, in one piece of memory.
public struct TargetFacts: Sendable, Hashable {
  /// How the code of a target is built, as far as its place among its like follows from that.
  public struct Form: OptionSet, Sendable, Hashable {
    public let rawValue: UInt16

    @inlinable
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// A category of ICD-10-CM.
    public static let category = Form(rawValue: 1)
    /// A code of ICD-10-CM with a 7th character.
    public static let seventhCharacter = Form(rawValue: 2)
    /// Its 7th character says initial encounter, or the fetus not specified.
    public static let initialEncounter = Form(rawValue: 4)
    /// Its 7th character says a later encounter.
    public static let laterEncounter = Form(rawValue: 8)
    /// A code of ICD-10-PCS without device and qualifier.
    public static let plainProcedure = Form(rawValue: 16)
    /// A table or prefix of ICD-10-PCS.
    public static let procedureTable = Form(rawValue: 32)
    public static let externalCause = Form(rawValue: 64)
    public static let obstetricOrPerinatal = Form(rawValue: 128)
    /// Factors influencing health status.
    public static let status = Form(rawValue: 256)
    public static let injury = Form(rawValue: 512)
    /// Poisoning, adverse effect and underdosing.
    public static let poisoning = Form(rawValue: 1024)
  }

  public var scope: Scope
  public var form: Form
  /// How many bytes its identifier has, 255 for more.
  public var length: Int
  /// Its list of editions, see ``KnowledgeTexts/editions(_:)``.
  public var editions: Int
  /// The document that is its title, official lists before others; nil where it has no document.
  public var title: Int?
  /// The heading of ICD-10-CM that an unspecified code stands for.
  public var heading: Int?
  /// The code that a heading of ICD-10-CM stands for where nothing more is said.
  public var defaultCode: Int?

  // MARK: Layout

  static let byteCount = 20

  func encode(into writer: inout ByteWriter) {
    writer.u32(UInt32(editions))
    writer.u32(title.map(UInt32.init) ?? .max)
    writer.u32(heading.map(UInt32.init) ?? .max)
    writer.u32(defaultCode.map(UInt32.init) ?? .max)
    writer.u8(scope.rawValue)
    writer.u8(UInt8(clamping: length))
    writer.u16(form.rawValue)
  }

  @inlinable
  init(
    scope: Scope, form: Form, length: Int, editions: Int, title: Int?, heading: Int? = nil, defaultCode: Int? = nil
  ) {
    self.scope = scope
    self.form = form
    self.length = length
    self.editions = editions
    self.title = title
    self.heading = heading
    self.defaultCode = defaultCode
  }
}

/// The facts of all targets, by their numbers.
public struct TargetFactsTable: @unchecked Sendable {
  @usableFromInline let numbers: UInt32Array

  init(_ numbers: UInt32Array) { self.numbers = numbers }

  var count: Int { numbers.count * MemoryLayout<UInt32>.size / TargetFacts.byteCount }

  /// A byte of a target's facts, read only to have them fetched.
  @inlinable
  public func touch(_ target: Int) -> UInt8 { UInt8(truncatingIfNeeded: numbers[target &* 5]) }

  /// The scope alone.
  @inlinable
  public func scope(of target: Int) -> Scope { TargetFactsTable.scope(numbers[target &* 5 &+ 4]) }

  @inlinable
  static func scope(_ last: UInt32) -> Scope { Scope(rawValue: UInt8(truncatingIfNeeded: last)) ?? .policy }

  @inlinable
  public subscript(target: Int) -> TargetFacts {
    let (editions, title, heading, code, last) = numbers.five(from: target &* 5)
    return TargetFacts(
      scope: TargetFactsTable.scope(last),
      form: TargetFacts.Form(rawValue: UInt16(truncatingIfNeeded: last >> 16)), length: Int(last >> 8 & 0xFF),
      editions: Int(editions), title: title == .max ? nil : Int(title), heading: heading == .max ? nil : Int(heading),
      defaultCode: code == .max ? nil : Int(code))
  }
}

extension TargetFacts.Form {
  /// The form of a code as its system writes it.
  init(_ code: UnsafeRawBufferPointer, scope: Scope) {
    switch scope {
    case .icd10cm: self = TargetFacts.Form.diagnosis(code)
    case .icd10pcs:
      self = code.suffix(2).elementsEqual("ZZ".utf8) ? .plainProcedure : []
      if code.count < 7 { insert(.procedureTable) }
    default: self = []
    }
  }

  private static func diagnosis(_ code: UnsafeRawBufferPointer) -> Self {
    guard code.count >= 3 else { return [] }
    var form = chapter(code)
    if code.count == 3 { form.insert(.category) }
    if code.count == 8, let last = code.last {
      form.insert(.seventhCharacter)
      let isInitial = [UInt8(ascii: "A"), UInt8(ascii: "0"), UInt8(ascii: "9")].contains(last)
      if isInitial { form.insert(.initialEncounter) }
      if !isInitial, last > UInt8(ascii: "A") { form.insert(.laterEncounter) }
    }
    return form
  }

  /// The chapters of ICD-10-CM that answer only who asks for them.
  private static func chapter(_ code: UnsafeRawBufferPointer) -> Self {
    switch code[0] {
    case UInt8(ascii: "V")...UInt8(ascii: "Y"): return .externalCause
    case UInt8(ascii: "O"), UInt8(ascii: "P"): return .obstetricOrPerinatal
    case UInt8(ascii: "Z"): return .status
    case UInt8(ascii: "S"): return .injury
    case UInt8(ascii: "T"):
      let isDrug =
        code[1] >= UInt8(ascii: "3") && code[1] <= UInt8(ascii: "6")
        && (code[1] != UInt8(ascii: "3") || code[2] >= UInt8(ascii: "6"))
      return isDrug ? .poisoning : .injury
    default: return []
    }
  }
}
