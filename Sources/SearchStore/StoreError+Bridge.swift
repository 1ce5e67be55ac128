internal import CXapian

extension StoreError {
  /// Takes over and frees `error`.
  init(taking error: OpaquePointer?, status: cx_status) {
    defer { cx_error_free(error) }
    let number = cx_error_errno(error)
    self.init(
      Code(status), error == nil ? "no message" : String(cString: cx_error_message(error)),
      errno: number == 0 ? nil : number)
  }
}

extension StoreError.Code {
  init(_ status: cx_status) {
    self =
      switch status {
      case CX_NOT_FOUND: .notFound
      case CX_LOCKED: .busy
      case CX_CORRUPT: .corrupt
      case CX_VERSION: .version
      case CX_MODIFIED: .modified
      case CX_IO: .io
      case CX_NO_SPACE: .noSpace
      case CX_INVALID_ARGUMENT: .invalidArgument
      case CX_LIMIT: .limit
      case CX_NETWORK: .network
      case CX_TIMEOUT: .timeout
      case CX_MEMORY: .memory
      case CX_MISUSE: .misuse
      default: .internal
      }
  }
}

/// Runs one call across the bridge and throws what it reports.
func bridge(_ call: (UnsafeMutablePointer<OpaquePointer?>) -> cx_status) throws(StoreError) {
  var error: OpaquePointer?
  let status = call(&error)
  guard status == CX_OK else { throw StoreError(taking: error, status: status) }
}

/// The exception of that number as it arrives here, and its class; nil past the last. For tests of the mapping.
func raisedException(_ number: UInt32, errno: Int32) -> (name: String, error: StoreError)? {
  var name: UnsafePointer<CChar>?
  do throws(StoreError) {
    try bridge { cx_raise(number, errno, &name, $0) }
    return nil
  } catch {
    return (name.map { String(cString: $0) } ?? "", error)
  }
}

/// The version of libxapian in use, such as `1.4.22`.
public var xapianVersion: String { String(cString: cx_version()) }
