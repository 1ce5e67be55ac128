internal import HTTPTypes
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPTypes
internal import NIOHTTPTypesHTTP1

/// How a connection is set up: HTTP/1.1 within the limits, then the routes.
struct ConnectionChannel: ServerChildChannel, HTTPChannelHandler {
  typealias Value = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

  let limits: ServerLimits
  let table: ConnectionTable
  let onRefusal: @Sendable (HTTPResponse.Status) -> Void
  let responder: HTTPChannelHandler.Responder

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    channel.eventLoop.makeCompletedFuture {
      let gate = RequestGate(limits, table: table, onRefusal: onRefusal)
      var parsing = NIOHTTPDecoderLimitConfiguration()
      // The address counts here; it has a limit of its own.
      parsing.maxHeaderFieldSize = limits.headerList
      parsing.maxHeaderListSize = limits.headerList + limits.url
      parsing.maxHeaderFieldCount = limits.headerCount
      let pipeline = channel.pipeline.syncOperations
      try pipeline.addHandler(ArrivalWatch(gate))
      try pipeline.configureHTTPServerPipeline(
        withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: false,
        withEncoderConfiguration: .init(), withDecoderLimitConfiguration: parsing)
      try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
      try pipeline.addHandler(gate)
      try pipeline.addHandler(
        HTTPConnectionStateHandler(idleTimeout: .milliseconds(limits.idleTime), logger: logger))
      return try NIOAsyncChannel(
        wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
    }
  }

  func handle(value: Value, logger: Logger) async { await handleHTTP(asyncChannel: value, logger: logger) }
}
