package org.vouch.audit.log.web;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.disclosure.DisclosesNothing;
import org.vouch.audit.client.edge.Problems;
import org.vouch.audit.log.ReadingLog;
import org.vouch.log.hash.Hash;

/** Proofs of RFC 6962 for whoever does not want to compute them from tiles; hashes in base64. */
@Path("/v1/proofs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Log", description = "The transparency log, for everyone")
public class ProofResource {
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final ReadingLog log;

    ProofResource(ReadingLog log) {
        this.log = log;
    }

    /**
     * That a leaf is in the tree of the checkpoint.
     *
     * @param index of the entry, from 0
     * @param size of the tree
     * @param path from the leaf's sibling upwards
     */
    public record Inclusion(long index, long size, String leafHash, List<String> path, String checkpoint) {
        static Inclusion of(ReadingLog.Inclusion found) {
            return new Inclusion(
                    found.index(),
                    found.published().size(),
                    found.leaf().base64(),
                    texts(found.path()),
                    found.published().note().note());
        }
    }

    /** That the tree of one size is the beginning of the tree of the other. */
    public record Consistency(long from, long to, List<String> path) {}

    @GET
    @Path("/inclusion")
    @PermitAll
    @DisclosesNothing("hashes of salted entries")
    @Operation(summary = "That an entry is in the tree of the published checkpoint (RFC 6962, section 2.1.1)")
    @APIResponse(responseCode = "200", description = "An inclusion proof")
    @APIResponse(responseCode = "400", description = "The parameter is malformed")
    @APIResponse(responseCode = "404", description = "The published tree has no such entry")
    public Uni<Inclusion> inclusion(
            @Parameter(
                            description = "the entry's index from 0, or the id of the record that it holds",
                            required = true,
                            schema =
                                    @Schema(
                                            type =
                                                    org.eclipse.microprofile.openapi.annotations.enums.SchemaType
                                                            .STRING))
                    @QueryParam("entry")
                    @Nullable
                    String entry) {
        var text = entry == null ? "" : entry;
        Uni<Optional<ReadingLog.Inclusion>> found;
        if (NUMBER.matcher(text).matches()) {
            found = log.inclusion(Long.parseLong(text));
        } else if (ID.matcher(text).matches()) {
            found = log.inclusion(UUID.fromString(text));
        } else {
            return malformed("entry", "is an index from 0 or the id of a record");
        }
        return found.map(one ->
                one.map(Inclusion::of).orElseThrow(() -> Problems.notFound().asException()));
    }

    @GET
    @Path("/consistency")
    @PermitAll
    @DisclosesNothing("hashes of salted entries")
    @Operation(summary = "That one tree is the beginning of another (RFC 6962, section 2.1.2)")
    @APIResponse(responseCode = "200", description = "A consistency proof")
    @APIResponse(responseCode = "400", description = "A parameter is malformed")
    @APIResponse(responseCode = "404", description = "The log has not come so far")
    public Uni<Consistency> consistency(
            @Parameter(description = "the smaller size", required = true) @QueryParam("from") @Nullable String from,
            @Parameter(description = "the larger size", required = true) @QueryParam("to") @Nullable String to) {
        if (from == null || !NUMBER.matcher(from).matches()) {
            return malformed("from", "is the size of a tree");
        }
        if (to == null || !NUMBER.matcher(to).matches()) {
            return malformed("to", "is the size of a tree");
        }
        var smaller = Long.parseLong(from);
        var larger = Long.parseLong(to);
        if (smaller > larger) {
            return malformed("from", "is not above to");
        }
        return log.consistency(smaller, larger)
                .map(found -> new Consistency(smaller, larger, texts(found.orElseThrow(() -> Problems.notFound()
                        .asException()))));
    }

    private static List<String> texts(List<Hash> path) {
        return path.stream().map(Hash::base64).toList();
    }

    private static <T> Uni<T> malformed(String field, String message) {
        return Uni.createFrom().failure(Problems.malformed(field, message).asException());
    }
}
