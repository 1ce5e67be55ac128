import CZlib

/// The inflated bytes of a gzip or zlib stream: all members one after another, each with its checksum and length proven.
public final class GzipStream: ByteStream {
  public let name: String
  private let source: any ByteStream
  private let limit: Int
  private let output: UnsafeMutableRawBufferPointer
  private let state: UnsafeMutablePointer<z_stream>
  private var isReady = false
  private var inMember = false
  private var atEnd = false
  private var produced = 0
  /// Bytes of input that belong to finished members.
  private var memberStart = 0

  /// - Parameters:
  ///   - source: the compressed bytes.
  ///   - name: what messages call it; the source's name where nil.
  ///   - limit: the most bytes that may come out.
  public init(_ source: any ByteStream, name: String? = nil, limit: Int = ArchiveLimits.standard.entryLength) {
    self.source = source
    self.name = name ?? source.name
    self.limit = limit
    output = .allocate(byteCount: 1 << 18, alignment: 64)
    state = .allocate(capacity: 1)
    state.initialize(to: z_stream())
  }

  deinit {
    if isReady { inflateEnd(state) }
    state.deallocate()
    output.deallocate()
  }

  public func next() throws(SourceError) -> UnsafeRawBufferPointer? {
    if atEnd { return nil }
    if !isReady { try begin() }
    state.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: Bytef.self)
    state.pointee.avail_out = uInt(output.count)
    while state.pointee.avail_out > 0 {
      if state.pointee.avail_in == 0, try !refill() {
        if inMember { throw malformed("the compressed data end too early") }
        atEnd = true
        break
      }
      if !inMember { try beginMember() }
      if atEnd { break }
      try inflateSome()
    }
    let count = output.count - Int(state.pointee.avail_out)
    produced += count
    try checkLimits()
    return count == 0 ? nil : UnsafeRawBufferPointer(rebasing: output[..<count])
  }

  private func begin() throws(SourceError) {
    // 15 bits of window, and 32 for "gzip or zlib, by its header".
    guard inflateInit2_(state, 15 + 32, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw SourceError(.unreadable, file: name, message: "no memory to inflate", remedy: "free some memory")
    }
    isReady = true
  }

  /// The next piece of input; false at its end. zlib reads it in place: it stays valid until the next call.
  private func refill() throws(SourceError) -> Bool {
    guard let piece = try source.next() else { return false }
    guard let base = piece.baseAddress, !piece.isEmpty else { return try refill() }
    state.pointee.next_in = UnsafeMutablePointer(mutating: base.assumingMemoryBound(to: Bytef.self))
    state.pointee.avail_in = uInt(piece.count)
    return true
  }

  /// Another member may follow; zeros that pad the file to a block are passed over, as gzip does.
  private func beginMember() throws(SourceError) {
    if memberStart > 0 {
      while state.pointee.avail_in > 0, state.pointee.next_in.pointee == 0 {
        state.pointee.next_in += 1
        state.pointee.avail_in -= 1
        memberStart += 1
      }
      if state.pointee.avail_in == 0 { return }
    }
    inMember = true
  }

  private func inflateSome() throws(SourceError) {
    guard inMember else { return }
    switch inflate(state, Z_NO_FLUSH) {
    case Z_OK, Z_BUF_ERROR: return
    case Z_STREAM_END:
      inMember = false
      memberStart += Int(state.pointee.total_in)
      inflateReset(state)
    case Z_MEM_ERROR:
      throw SourceError(.unreadable, file: name, message: "no memory to inflate", remedy: "free some memory")
    default:
      let cause = state.pointee.msg.map { String(cString: $0) } ?? "damaged data"
      throw malformed("does not inflate (\(cause))")
    }
  }

  private func checkLimits() throws(SourceError) {
    let consumed = Int(state.pointee.total_in) + memberStart
    let ratio = ArchiveLimits.standard.ratio
    guard produced <= limit, produced <= ArchiveLimits.standard.ratioFree || produced / ratio <= consumed else {
      throw SourceError(
        .limit, file: name, place: .byte(consumed),
        message: "inflates to more than \(produced > limit ? "\(limit) bytes" : "\(ratio) times its size")",
        remedy: "unpack it yourself if you trust it")
    }
  }

  private func malformed(_ message: String) -> SourceError {
    SourceError(
      .malformed, file: name, place: .byte(Int(state.pointee.total_in) + memberStart), message: message,
      remedy: "get the file again")
  }
}
