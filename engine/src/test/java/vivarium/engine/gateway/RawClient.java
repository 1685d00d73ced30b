package vivarium.engine.gateway;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.message.ResponseHeaderData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Message;
import org.apache.kafka.common.protocol.MessageUtil;

/** A socket that says to a listener whatever a test wants. */
public final class RawClient implements AutoCloseable {

  private static final int TIMEOUT_MS = 10_000;

  private final Socket socket = new Socket();
  private final DataInputStream in;

  public RawClient(int port) throws IOException {
    socket.connect(new InetSocketAddress(Gateway.HOST, port), TIMEOUT_MS);
    socket.setSoTimeout(TIMEOUT_MS);
    in = new DataInputStream(socket.getInputStream());
  }

  void send(byte... bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  void sendInt(int value) throws IOException {
    send(ByteBuffer.allocate(4).putInt(value).array());
  }

  /** Sends a frame as it is, behind its length. */
  public void sendFrame(byte[] frame) throws IOException {
    sendInt(frame.length);
    send(frame);
  }

  public void sendRequest(ApiKeys api, short version, int correlationId, ApiMessage body)
      throws IOException {
    send(frame(api, version, correlationId, body));
  }

  static byte[] frame(ApiKeys api, short version, int correlationId, ApiMessage body) {
    RequestHeaderData header =
        new RequestHeaderData()
            .setRequestApiKey(api.id)
            .setRequestApiVersion(version)
            .setCorrelationId(correlationId)
            .setClientId("raw");
    ByteBuffer headerBytes = bytesOf(header, api.requestHeaderVersion(version));
    ByteBuffer bodyBytes = bytesOf(body, version);
    int size = headerBytes.remaining() + bodyBytes.remaining();
    return ByteBuffer.allocate(4 + size).putInt(size).put(headerBytes).put(bodyBytes).array();
  }

  private static ByteBuffer bytesOf(Message message, short version) {
    return MessageUtil.toByteBufferAccessor(message, version).buffer();
  }

  /** Reads the next answer, which must be one of this API in this version. */
  public ApiMessage readResponse(ApiKeys api, short version) throws IOException {
    byte[] frame = new byte[in.readInt()];
    in.readFully(frame);
    ByteBufferAccessor reader = new ByteBufferAccessor(ByteBuffer.wrap(frame));
    new ResponseHeaderData(reader, api.responseHeaderVersion(version));
    ApiMessage response = api.messageType.newResponse();
    response.read(reader, version);
    return response;
  }

  /** Reads the next answer's frame and gives its correlation id. */
  int readCorrelationId(ApiKeys api, short version) throws IOException {
    byte[] frame = new byte[in.readInt()];
    in.readFully(frame);
    return new ResponseHeaderData(
            new ByteBufferAccessor(ByteBuffer.wrap(frame)), api.responseHeaderVersion(version))
        .correlationId();
  }

  /** Waits for the other end to close in an orderly way or with a reset, and says which. */
  String awaitEnd() throws IOException {
    try {
      while (true) {
        if (in.read() < 0) {
          return "closed";
        }
      }
    } catch (SocketTimeoutException e) {
      return "still open";
    } catch (SocketException e) {
      return "reset";
    }
  }

  /** Says that nothing more will be sent; what comes back can still be read. */
  void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
