package io.tenantdb.schema;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections whose search path stays as it was when they were opened, whatever Flyway wants. It
 * puts the schema of its history in front of {@code pg_catalog}; who owns the database can plant
 * functions there for it to find. It needs no path: it names its table with the schema, and so do
 * our migrations.
 */
final class PinnedSearchPath {

  /**
   * How Flyway changes the path (PostgreSQLConnection); a test with planted code notices others.
   */
  private static final String CHANGE = "set_config('search_path'";

  private static final String NO_CHANGE = "SELECT ?";

  private PinnedSearchPath() {}

  static DataSource of(DataSource source) {
    return proxy(
        DataSource.class,
        (self, method, arguments) -> {
          Object answer = invoke(source, method, arguments);
          return answer instanceof Connection connection ? of(connection) : answer;
        });
  }

  private static Connection of(Connection connection) {
    return proxy(
        Connection.class,
        (self, method, arguments) -> {
          if (isChange(method, arguments)) {
            arguments[0] = NO_CHANGE;
          }
          return invoke(connection, method, arguments);
        });
  }

  private static boolean isChange(Method method, @Nullable Object @Nullable [] arguments) {
    return method.getName().equals("prepareStatement")
        && arguments != null
        && arguments[0] instanceof String sql
        && sql.contains(CHANGE);
  }

  private static @Nullable Object invoke(
      Object target, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
