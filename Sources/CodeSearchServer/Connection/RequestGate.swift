internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPTypes

/// Keeps one connection within the limits of time and size, and answers what cannot be a request. All of it runs on the
/// connection's event loop.
final class RequestGate: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let limits: ServerLimits
  private let table: ConnectionTable
  /// Told of each refusal.
  private let onRefusal: @Sendable (HTTPResponse.Status) -> Void
  private var context: ChannelHandlerContext?

  /// Requests handed on whose answers have not been written whole.
  private var owed = 0
  /// True between the head of a request and its end.
  private var isReadingRequest = false
  private var hasRequestLine = false
  private var headsParsed = 0
  /// How many there were before the bytes at hand; nil where those go on with a request.
  private var headsBefore: Int?
  private var bodyBytes = 0
  private var isWritingResponse = false
  /// What to say once `owed` is down to `refusalAfter`.
  private var refusal: Refusal?
  private var refusalAfter = 0
  /// True once nothing more is read or written but the rest of a refusal.
  private var isClosing = false
  private var isDraining = false
  private var headerTimer: Scheduled<Void>?
  private var requestTimer: Scheduled<Void>?

  init(_ limits: ServerLimits, table: ConnectionTable, onRefusal: @escaping @Sendable (HTTPResponse.Status) -> Void) {
    self.limits = limits
    self.table = table
    self.onRefusal = onRefusal
  }

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }

  func handlerRemoved(context: ChannelHandlerContext) {
    stopTimers()
    self.context = nil
  }

  func channelActive(context: ChannelHandlerContext) {
    if !table.admit(context.channel) { refuse(.full) }
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    table.remove(context.channel)
    stopTimers()
    context.fireChannelInactive()
  }

  // MARK: What comes in

  func willParse(hasNewline: @autoclosure () -> Bool) {
    headsBefore = isReadingRequest ? nil : headsParsed
    if !isReadingRequest, !hasRequestLine, hasNewline() { hasRequestLine = true }
  }

  /// Bytes between two requests that ended no headers are the beginning of some.
  func didParse() {
    guard !isClosing, refusal == nil, headsParsed == headsBefore, headerTimer == nil else { return }
    headerTimer = schedule(limits.headerTime) { gate in gate.refuse(.slow) }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isClosing, refusal == nil else { return }
    switch unwrapInboundIn(data) {
    case .head(let request):
      headsParsed += 1
      hasRequestLine = false
      headerTimer?.cancel()
      headerTimer = nil
      if let refusal = RequestGate.fault(in: request, limits) { return refuse(refusal) }
      isReadingRequest = true
      bodyBytes = 0
      owed += 1
      if owed == 1 { startRequestTimer() }
      if request.headerFields[.expect]?.lowercased() == "100-continue" {
        context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
      }
    case .body(let bytes):
      bodyBytes += bytes.readableBytes
      if bodyBytes > limits.body { return refuse(.largeBody, inPlaceOfAnswer: true) }
    case .end:
      isReadingRequest = false
      table.setBusy(true, context.channel)
    }
    context.fireChannelRead(data)
  }

  private static func fault(in request: HTTPRequest, _ limits: ServerLimits) -> Refusal? {
    if (request.path ?? "").utf8.count > limits.url { return .longAddress }
    let size = request.headerFields.reduce(0) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count + 4 }
    if size > limits.headerList || request.headerFields.count > limits.headerCount { return .largeHeaders }
    if let length = request.headerFields[.contentLength], Int(length) ?? .max > limits.body { return .largeBody }
    return nil
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // A request that the end of its connection cuts short needs no answer.
    guard context.channel.isActive else { return }
    switch error {
    case HTTPParserError.headerOverflow: refuse(hasRequestLine ? .largeHeaders : .longAddress)
    case is HTTPParserError: refuse(.malformed, inPlaceOfAnswer: isReadingRequest)
    default: context.fireErrorCaught(error)
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if isClosing, case ChannelEvent.inputClosed = event { return context.close(promise: nil) }
    if event is ChannelShouldQuiesceEvent { isDraining = true }
    context.fireUserInboundEventTriggered(event)
  }

  // MARK: What goes out

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard !isClosing else {
      promise?.fail(ChannelError.ioOnClosedChannel)
      return
    }
    switch unwrapOutboundIn(data) {
    case .head(var response):
      isWritingResponse = response.status.kind != .informational
      if isReadingRequest && owed == 1 || isDraining { response.headerFields[.connection] = "close" }
      context.write(wrapOutboundOut(.head(response)), promise: promise)
    case .body: context.write(data, promise: promise)
    case .end:
      context.write(data, promise: promise)
      didAnswer(context)
    }
  }

  private func didAnswer(_ context: ChannelHandlerContext) {
    isWritingResponse = false
    owed -= 1
    requestTimer?.cancel()
    requestTimer = nil
    if owed > 0 { startRequestTimer() } else { table.setBusy(false, context.channel) }
    if let refusal, owed <= refusalAfter {
      write(refusal)
    } else if owed == 0, isReadingRequest {
      linger()
    }
  }

  // MARK: Refusing

  private func startRequestTimer() {
    requestTimer = schedule(limits.requestTime) { gate in
      if gate.isWritingResponse {
        gate.context?.close(promise: nil)
      } else {
        gate.refuse(gate.isReadingRequest ? .slow : .late, inPlaceOfAnswer: true)
      }
    }
  }

  /// Answers for the server and closes the connection, after the answers to earlier requests.
  /// - Parameter inPlaceOfAnswer: whether the request was handed on, so that its own answer is dropped.
  private func refuse(_ refusal: Refusal, inPlaceOfAnswer: Bool = false) {
    guard !isClosing, self.refusal == nil else { return }
    headerTimer?.cancel()
    self.refusal = refusal
    refusalAfter = inPlaceOfAnswer ? 1 : 0
    guard owed <= refusalAfter else { return }
    if inPlaceOfAnswer && isWritingResponse {
      context?.close(promise: nil)
    } else {
      write(refusal)
    }
  }

  private func write(_ refusal: Refusal) {
    guard let context, !isClosing else { return }
    onRefusal(refusal.status)
    let response = refusal.response
    context.write(wrapOutboundOut(.head(response.head)), promise: nil)
    context.write(wrapOutboundOut(.body(ByteBuffer(bytes: response.body))), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    linger()
  }

  /// Ends the answers but goes on reading for a moment: closing at once would take the answer away from a client that sends.
  private func linger() {
    guard let context, !isClosing else { return }
    isClosing = true
    stopTimers()
    context.flush()
    context.close(mode: .output, promise: nil)
    headerTimer = schedule(RequestGate.lingerTime) { gate in gate.context?.close(promise: nil) }
  }

  private static let lingerTime = 2_000

  private func schedule(_ milliseconds: Int, _ action: @escaping (RequestGate) -> Void) -> Scheduled<Void>? {
    context?.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(Int64(milliseconds))) { [weak self] in
      if let self { action(self) }
    }
  }

  private func stopTimers() {
    headerTimer?.cancel()
    requestTimer?.cancel()
    headerTimer = nil
    requestTimer = nil
  }
}
