package io.tenantdb.neonlocal.http;

import io.tenantdb.neonlocal.control.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Part of a sorted list.
 *
 * @param cursor stands for the last item of the page; null when the page is empty
 * @param hasMore whether more follow
 */
record Page<T>(List<T> items, @Nullable String cursor, boolean hasMore) {

  /**
   * Cuts a page out of a list. The cursor holds the key of the last item, so items that come or go
   * between two pages move no others.
   *
   * @param key unique and in the order of the list
   */
  static <T> Page<T> of(
      List<T> all,
      Function<T, String> key,
      boolean ascending,
      Request request,
      int most,
      int usual) {
    Comparator<String> order = ascending ? Comparator.naturalOrder() : Comparator.reverseOrder();
    String after = request.queried("cursor").map(Page::decoded).orElse(null);
    List<T> rest =
        all.stream()
            .map(item -> Map.entry(key.apply(item), item))
            .filter(item -> after == null || order.compare(item.getKey(), after) > 0)
            .sorted(Map.Entry.comparingByKey(order))
            .map(Map.Entry::getValue)
            .toList();
    int limit = limit(request, most, usual);
    List<T> items = rest.subList(0, Math.min(limit, rest.size()));
    return new Page<>(
        items,
        items.isEmpty() ? null : encoded(key.apply(items.getLast())),
        rest.size() > items.size());
  }

  static int limit(Request request, int most, int usual) {
    Optional<String> given = request.queried("limit");
    if (given.isEmpty()) {
      return usual;
    }
    try {
      int limit = Integer.parseInt(given.get());
      if (limit >= 1 && limit <= most) {
        return limit;
      }
    } catch (NumberFormatException e) {
      throw ApiException.badRequest("limit is not a number");
    }
    throw ApiException.badRequest("limit must be from 1 to " + most);
  }

  private static String encoded(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ApiException.badRequest("cursor is not one that a list gave");
    }
  }
}
