package io.tenantdb.connections;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A connection that leaves when it is closed: exactly once, whichever way. */
final class AdmittedConnection implements InvocationHandler {
  private final Connection connection;
  private final Runnable leave;
  private final AtomicBoolean hasLeft = new AtomicBoolean();

  private AdmittedConnection(Connection connection, Runnable leave) {
    this.connection = connection;
    this.leave = leave;
  }

  static Connection of(Connection connection, Runnable leave) {
    return (Connection)
        Proxy.newProxyInstance(
            AdmittedConnection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new AdmittedConnection(connection, leave));
  }

  @Override
  public @Nullable Object invoke(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(connection, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    } finally {
      boolean isEnd = method.getName().equals("close") || method.getName().equals("abort");
      if (isEnd && hasLeft.compareAndSet(false, true)) {
        leave.run();
      }
    }
  }
}
