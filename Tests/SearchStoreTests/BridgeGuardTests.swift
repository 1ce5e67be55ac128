import Glibc
import Testing

@testable import SearchStore

@Suite struct BridgeGuardTests {
  /// Class, code without errno, code with ENOSPC.
  static let mapping: [String: (plain: StoreError.Code, noSpace: StoreError.Code)] = [
    "AssertionError": (.internal, .internal),
    "InvalidArgumentError": (.invalidArgument, .invalidArgument),
    "InvalidOperationError": (.misuse, .misuse),
    "UnimplementedError": (.invalidArgument, .invalidArgument),
    "DatabaseError": (.corrupt, .noSpace),
    "DatabaseCorruptError": (.corrupt, .noSpace),
    "DatabaseCreateError": (.corrupt, .noSpace),
    "DatabaseLockError": (.busy, .busy),
    "DatabaseModifiedError": (.modified, .modified),
    "DatabaseOpeningError": (.corrupt, .noSpace),
    "DatabaseVersionError": (.version, .version),
    "DatabaseNotFoundError": (.notFound, .notFound),
    "DatabaseClosedError": (.misuse, .misuse),
    "DocNotFoundError": (.notFound, .notFound),
    "FeatureUnavailableError": (.version, .version),
    "InternalError": (.internal, .internal),
    "NetworkError": (.network, .network),
    "NetworkTimeoutError": (.timeout, .timeout),
    "QueryParserError": (.invalidArgument, .invalidArgument),
    "SerialisationError": (.corrupt, .corrupt),
    "RangeError": (.corrupt, .corrupt),
    "WildcardError": (.limit, .limit),
    "length_error": (.internal, .internal),
    "bad_alloc": (.memory, .memory),
    "int": (.internal, .internal),
    "long message": (.corrupt, .corrupt),
  ]

  @Test("Every class of exception arrives with the code of its reaction")
  func classes() {
    var met: Set<String> = []
    for number in 0..<UInt32.max {
      guard let (name, plain) = raisedException(number, errno: 0) else { break }
      met.insert(name)
      #expect(plain.code == Self.mapping[name]?.plain, "\(name)")
      #expect(!plain.message.isEmpty, "\(name)")
      #expect(raisedException(number, errno: ENOSPC)?.error.code == Self.mapping[name]?.noSpace, "\(name)")
    }
    #expect(met == Set(Self.mapping.keys))
  }

  @Test("The errno behind a database error decides its code and is kept")
  func systemErrors() throws {
    let expected: [(Int32, StoreError.Code)] = [
      (ENOENT, .notFound), (ENOTDIR, .notFound), (ENOSPC, .noSpace), (EDQUOT, .noSpace), (EFBIG, .noSpace),
      (ENOMEM, .memory), (EIO, .io), (EMFILE, .io), (EACCES, .io), (EROFS, .io),
    ]
    for (number, code) in expected {
      let raised = try #require(
        (0..<30).lazy.compactMap { raisedException($0, errno: number) }.first {
          $0.name == "DatabaseError"
        })
      #expect(raised.error.code == code && raised.error.errno == number, "\(number)")
    }
  }

  @Test("A long message is cut at a character")
  func longMessage() throws {
    let raised = try #require(
      (0..<30).lazy.compactMap { raisedException($0, errno: 0) }.first {
        $0.name == "long message"
      })
    #expect(raised.error.message == String(repeating: "x", count: 999))
  }

  @Test("The library is of the 1.4 series")
  func version() { #expect(xapianVersion.hasPrefix("1.4.")) }
}
