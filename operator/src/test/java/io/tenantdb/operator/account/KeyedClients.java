package io.tenantdb.operator.account;

import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Secret;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;

/** Clients of one API that accepts one key: a client of its own for each key, as over HTTP. */
public final class KeyedClients implements NeonAccounts.NeonClients {
  private final NeonApi api;
  private final Secret accepted;

  public KeyedClients(NeonApi api, String acceptedKey) {
    this.api = api;
    this.accepted = new Secret(acceptedKey);
  }

  @Override
  public NeonApi client(String account, URI baseUrl, Secret apiKey) {
    return (NeonApi)
        Proxy.newProxyInstance(
            NeonApi.class.getClassLoader(),
            new Class<?>[] {NeonApi.class},
            (proxy, method, arguments) ->
                method.getName().equals("at") ? proxy : call(apiKey, method, arguments));
  }

  private Object call(Secret key, Method method, Object[] arguments) throws Throwable {
    if (!key.equals(accepted)) {
      throw new NeonException.KeyRejected("401: " + method.getName());
    }
    try {
      return method.invoke(api, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
