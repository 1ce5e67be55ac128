internal import NIOCore

/// Sees bytes before they are parsed: a client that begins a request must end its headers in time.
final class ArrivalWatch: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  private let gate: RequestGate

  init(_ gate: RequestGate) { self.gate = gate }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let newline = UInt8(ascii: "\n")
    gate.willParse(hasNewline: unwrapInboundIn(data).readableBytesView.contains(newline))
    context.fireChannelRead(data)
    gate.didParse()
  }
}
