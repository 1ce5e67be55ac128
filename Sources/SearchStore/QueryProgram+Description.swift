internal import CXapian

extension QueryProgram: CustomStringConvertible {
  /// The program as a person reads it: `((fractur OR 0.95 × break) FILTER XSicd10cm)`. What cannot be decoded is said so,
  /// with its place.
  public var description: String {
    if bytes.isEmpty { return "<nothing>" }
    var reading = ProgramReading(bytes)
    return reading.text()
  }
}

/// Decodes byte code into text.
private struct ProgramReading {
  private let bytes: [UInt8]
  private var position = 0
  private var values: [String] = []

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func text() -> String {
    while position < bytes.count {
      let start = position
      guard readOne() else { return "<malformed at byte \(start)>" }
    }
    guard values.count == 1, let only = values.first else {
      return "<malformed at byte \(bytes.count): \(values.count) values are left>"
    }
    return only
  }

  private mutating func readOne() -> Bool {
    let code = cx_opcode(UInt32(bytes[position]))
    position += 1
    switch code {
    case CX_OP_TERM:
      guard let count = number(4), let term = string() else { return false }
      values.append(count == 1 ? term : "\(term)^\(count)")
    case CX_OP_PREFIX:
      guard let mode = number(1), let limit = number(4), let prefix = string() else { return false }
      let choice = ["or fail", "first", "most frequent"]
      values.append("\(prefix)*[\(limit) \(mode < 3 ? choice[Int(mode)] : "?")]")
    case CX_OP_ALL: values.append("<all>")
    case CX_OP_NONE: values.append("<none>")
    case CX_OP_VALUE_RANGE:
      guard let slot = number(4), let low = string(), let high = string() else { return false }
      values.append("value\(slot):\(low)..\(high)")
    case CX_OP_VALUE_GE, CX_OP_VALUE_LE:
      guard let slot = number(4), let end = string() else { return false }
      values.append("value\(slot):\(code == CX_OP_VALUE_GE ? ">=" : "<=")\(end)")
    default: return readOperator(code)
    }
    return true
  }

  private mutating func readOperator(_ code: cx_opcode) -> Bool {
    switch code {
    case CX_OP_AND: return combine("AND")
    case CX_OP_OR: return combine("OR")
    case CX_OP_SYNONYM: return combine("SYNONYM")
    case CX_OP_MAX: return combine("MAX")
    case CX_OP_AND_NOT: return join(2, "AND NOT")
    case CX_OP_FILTER: return join(2, "FILTER")
    case CX_OP_AND_MAYBE: return join(2, "AND MAYBE")
    case CX_OP_SCALE:
      guard let bits = number(8), let last = values.popLast() else { return false }
      // Weights come from single precision, so that later digits mean nothing.
      values.append("\((Double(bitPattern: bits) * 10_000).rounded() / 10_000) × \(last)")
      return true
    case CX_OP_PHRASE, CX_OP_NEAR:
      guard let window = number(2), let count = number(2) else { return false }
      let name = code == CX_OP_PHRASE ? "PHRASE" : "NEAR"
      return join(Int(count), window == 0 ? name : "\(name) \(window)")
    default: return false
    }
  }

  private mutating func combine(_ name: String) -> Bool {
    guard let count = number(2) else { return false }
    return join(Int(count), name)
  }

  private mutating func join(_ count: Int, _ name: String) -> Bool {
    guard count > 0, count <= values.count else { return false }
    let operands = values.suffix(count)
    values.removeLast(count)
    values.append(count == 1 ? operands.joined() : "(" + operands.joined(separator: " \(name) ") + ")")
    return true
  }

  private mutating func number(_ length: Int) -> UInt64? {
    guard position + length <= bytes.count else { return nil }
    var value: UInt64 = 0
    for offset in 0..<length { value |= UInt64(bytes[position + offset]) << UInt64(8 * offset) }
    position += length
    return value
  }

  /// A counted text; bytes that are no text are written `\xNN`.
  private mutating func string() -> String? {
    guard let length = number(2), position + Int(length) <= bytes.count else { return nil }
    let piece = bytes[position..<position + Int(length)]
    position += Int(length)
    if let text = String(validating: piece, as: UTF8.self), !piece.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
      return text
    }
    return piece.map { byte in
      if byte > 0x20, byte < 0x7F { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 16)
      return "\\x" + (digits.count == 1 ? "0" : "") + digits
    }.joined()
  }
}
