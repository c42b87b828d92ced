package org.vouch.local.gateway;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a request is to go, by its target as it stands on the wire. No path leads to another service than the one that it
 * begins with, and none to a service's health and metrics or to what services ask each other: whatever two readers could read differently (RFC 3986 section
 * 6.2.2: dot segments, empty segments, encoded characters that need no encoding or that end a segment) is refused and not
 * tidied up.
 */
sealed interface Destination {

    /** What stands before the services: the page that says what there is, and how it looks. */
    record Page(String path) implements Destination {}

    /**
     * @param name the first segment of the path
     * @param uri the target as the service knows it, with the query as it came
     */
    record Service(String name, String uri) implements Destination {}

    record Nowhere() implements Destination {}

    /** It could be read in more than one way. */
    record Ambiguous() implements Destination {}

    /** Characters of a path (RFC 3986 section 3.3) but {@code ;}, which no path here has and routers read differently. */
    Pattern PATH = Pattern.compile("/(?:[A-Za-z0-9\\-._~!$&'()*+,=:@/]|%[0-9A-Fa-f]{2})*");

    /** An empty segment that is not the last one, or one that is {@code .} or {@code ..}. */
    Pattern STEPS = Pattern.compile("//|/\\.{1,2}(?:/|$)");

    Pattern ENCODED = Pattern.compile("%(..)");

    Pattern NEEDS_NO_CODE = Pattern.compile("[A-Za-z0-9\\-._~]");

    String ENDS_SOMETHING = "/\\;?#%";

    Set<String> PAGES = Set.of("/", "/gateway.css");

    /** Of what Quarkus keeps below it (health, metrics) only what a service can be asked is for everybody. */
    String MANAGEMENT = "/q";

    String DOCUMENT = "/q/openapi";

    /** Calls of services among themselves, which none makes by way of a gateway. */
    String INTERNAL = "/internal";

    /** @param services the first segments that lead to a service */
    static Destination of(String target, Set<String> services) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        if (!PATH.matcher(path).matches() || STEPS.matcher(path).find() || isDisguised(path)) {
            return new Ambiguous();
        }
        if (PAGES.contains(path)) {
            return new Page(path);
        }
        int end = path.indexOf('/', 1);
        String name = end < 0 ? path.substring(1) : path.substring(1, end);
        String rest = end < 0 ? "/" : path.substring(end);
        if (!services.contains(name) || isHidden(rest)) {
            return new Nowhere();
        }
        return new Service(name, rest + target.substring(path.length()));
    }

    private static boolean isDisguised(String path) {
        return ENCODED.matcher(path)
                .results()
                .map(code -> Integer.parseInt(code.group(1), 16))
                .anyMatch(code -> Character.isISOControl(code)
                        || ENDS_SOMETHING.indexOf(code) >= 0
                        || NEEDS_NO_CODE.matcher(Character.toString(code)).matches());
    }

    private static boolean isHidden(String path) {
        return isBelow(MANAGEMENT, path) && !path.equals(DOCUMENT) || isBelow(INTERNAL, path);
    }

    private static boolean isBelow(String folder, String path) {
        return path.equals(folder) || path.startsWith(folder + "/");
    }
}
