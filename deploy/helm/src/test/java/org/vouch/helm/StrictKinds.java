package org.vouch.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What an API server would say to an object, as strictly as with {@code fieldValidation: Strict}: fields that it does not
 * know, values of another type, fields that are missing. Not what only an operator's own webhook would find.
 */
final class StrictKinds {
    private static final Gson JSON_MODELS = JSON.getGson();

    private StrictKinds() {}

    /** Every fault of the object; empty where there is none. Of many objects, rather ask at once. */
    static List<String> faults(JsonNode object) {
        return faults(List.of(object)).get(0);
    }

    /** Every fault of each object, in their order. */
    static List<List<String>> faults(List<JsonNode> objects) {
        Map<JsonNode, List<String>> typed = TypedDefinitions.faults(objects.stream()
                .filter(object -> !isOfKubernetes(object) && !StrimziDefinitions.define(object))
                .toList());
        return objects.stream()
                .map(object -> isOfKubernetes(object)
                        ? modelled(model(object), object)
                        : Stream.concat(
                                        defined(object, typed).stream(),
                                        modelled(V1ObjectMeta.class.getName(), object.path("metadata")).stream())
                                .toList())
                .toList();
    }

    private static List<String> defined(JsonNode object, Map<JsonNode, List<String>> typed) {
        return StrimziDefinitions.define(object)
                ? StrimziDefinitions.faults(object)
                : Objects.requireNonNull(typed.get(object));
    }

    private static boolean isOfKubernetes(JsonNode object) {
        String version = object.path("apiVersion").asText();
        return !version.contains(".") || version.matches("[a-z.]+\\.k8s\\.io/.*") && !version.startsWith("gateway.");
    }

    private static String model(JsonNode object) {
        String version = object.path("apiVersion").asText();
        String number = version.substring(version.indexOf('/') + 1);
        return "io.kubernetes.client.openapi.models." + number.substring(0, 1).toUpperCase(Locale.ROOT)
                + number.substring(1) + Rendered.kind(object);
    }

    private static List<String> modelled(String model, JsonNode object) {
        try {
            Class<?> type = Class.forName(model);
            JsonElement given = JsonParser.parseString(object.toString());
            var unused =
                    type.getMethod("validateJsonElement", JsonElement.class).invoke(null, given);
            // Which forgives a number in quotation marks; what the model makes of it shows.
            return otherwise("", given, JSON_MODELS.toJsonTree(JSON_MODELS.fromJson(given, type)));
        } catch (InvocationTargetException e) {
            return List.of(String.valueOf(e.getCause()));
        } catch (JsonParseException | NumberFormatException | IllegalStateException e) {
            return List.of(e.toString());
        } catch (ReflectiveOperationException e) {
            return List.of("a kind that Kubernetes does not have: " + model);
        }
    }

    /** Where the model has a value of another type than was given, or none. */
    private static List<String> otherwise(String path, JsonElement given, JsonElement kept) {
        if (given.isJsonObject() && kept.isJsonObject()) {
            return given.getAsJsonObject().entrySet().stream()
                    .flatMap(entry -> {
                        JsonElement there = kept.getAsJsonObject().get(entry.getKey());
                        String below = path + "/" + entry.getKey();
                        return there == null
                                ? Stream.of(below + " is not taken")
                                : otherwise(below, entry.getValue(), there).stream();
                    })
                    .toList();
        }
        if (given.isJsonArray()
                && kept.isJsonArray()
                && given.getAsJsonArray().size() == kept.getAsJsonArray().size()) {
            return IntStream.range(0, given.getAsJsonArray().size())
                    .boxed()
                    .flatMap(at ->
                            otherwise(
                                    path + "/" + at,
                                    given.getAsJsonArray().get(at),
                                    kept.getAsJsonArray().get(at))
                                    .stream())
                    .toList();
        }
        return type(given).equals(type(kept)) ? List.of() : List.of(path + " is of another type: " + given);
    }

    private static String type(JsonElement value) {
        if (!value.isJsonPrimitive()) {
            return value.getClass().getSimpleName();
        }
        return value.getAsJsonPrimitive().isString()
                ? "text"
                : value.getAsJsonPrimitive().isNumber() ? "number" : "truth";
    }
}
