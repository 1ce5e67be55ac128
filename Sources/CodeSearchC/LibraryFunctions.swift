// CodeSearchC: the functions of codesearch.h over the operations of SearchService, for programs in C and all that can call C.
// The compiler holds them against the header. It prints nothing and does no search of its own.

// The names are those of the header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

internal import CCodeSearch
internal import CodeSearch
internal import Glibc
internal import SearchService

@c @implementation
public func codesearch_abi_version() -> UInt32 { UInt32(CODESEARCH_ABI_VERSION) }

@c @implementation
public func codesearch_open(
  _ path: UnsafePointer<CChar>?, _ pathLength: Int, _ index: UnsafeMutablePointer<OpaquePointer?>?,
  _ result: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, _ length: UnsafeMutablePointer<Int>?
) -> Int32 {
  index?.pointee = nil
  return ResultPlace(result, length).fill { () throws(CodeSearchError) in
    guard let index else {
      throw CodeSearchError(.query, "the place for the index is NULL", hint: "give the address of a handle")
    }
    let folder = try GivenText("the path", path, pathLength, limit: Int(PATH_MAX)).text
    guard !folder.isEmpty, !folder.utf8.contains(0) else {
      throw CodeSearchError(.query, "the path is empty or has a NUL in it", hint: "give the folder of an index")
    }
    index.pointee = OpenIndexes.add(try Searcher(index: folder))
    return nil
  }
}

@c @implementation
public func codesearch_close(_ index: OpaquePointer?) { OpenIndexes.remove(index) }

@c @implementation
public func codesearch_refresh(
  _ index: OpaquePointer?,
  _ result: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, _ length: UnsafeMutablePointer<Int>?
) -> Int32 {
  ResultPlace(result, length).fill { () throws(CodeSearchError) in
    let searcher = try OpenIndexes.searcher(of: index)
    let changed = try searcher.refresh()
    return JSONValue.object([
      "changed": .bool(changed), "format": 1, "generation": .string(searcher.generation),
    ]).json
  }
}

@c @implementation
public func codesearch_search(
  _ index: OpaquePointer?, _ query: UnsafePointer<CChar>?, _ queryLength: Int, _ limit: Int32,
  _ result: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, _ length: UnsafeMutablePointer<Int>?
) -> Int32 {
  ResultPlace(result, length).fill { () throws(CodeSearchError) in
    let searcher = try OpenIndexes.searcher(of: index)
    let query = try GivenText("the query", query, queryLength, limit: JSONValue.byteLimit).text
    return try named("search").answer(["query": .string(query), "limit": .integer(Int(limit))], from: searcher)
  }
}

@c @implementation
public func codesearch_call(
  _ index: OpaquePointer?, _ operation: UnsafePointer<CChar>?, _ operationLength: Int,
  _ parameters: UnsafePointer<CChar>?, _ parametersLength: Int,
  _ result: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, _ length: UnsafeMutablePointer<Int>?
) -> Int32 {
  ResultPlace(result, length).fill { () throws(CodeSearchError) in
    let searcher = try OpenIndexes.searcher(of: index)
    let name = try GivenText("the operation", operation, operationLength, limit: 64).text
    let json = try GivenText("the parameters", parameters, parametersLength, limit: JSONValue.byteLimit).text
    let parameters: JSONValue = json.isEmpty ? [:] : try JSONValue(json: json)
    return try named(name).answer(parameters, from: searcher)
  }
}

private func named(_ name: String) throws(CodeSearchError) -> SearchOperation {
  guard let operation = SearchOperation.named(name) else {
    let names = SearchOperation.all.map(\.name).joined(separator: ", ")
    throw CodeSearchError(.query, "unknown operation \(JSONValue.string(name).json)", hint: "one of \(names)")
  }
  return operation
}

@c @implementation
public func codesearch_describe(
  _ result: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, _ length: UnsafeMutablePointer<Int>?
) -> Int32 {
  ResultPlace(result, length).fill { () throws(CodeSearchError) in
    JSONValue.array(SearchOperation.all.map(\.document)).json
  }
}

@c @implementation
public func codesearch_free(_ result: UnsafeMutablePointer<CChar>?) { free(result) }
