package org.vouch.audit.log.web;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.vouch.audit.client.caller.Roles;
import org.vouch.audit.client.disclosure.DisclosesNothing;
import org.vouch.audit.client.edge.Problems;
import org.vouch.audit.log.ReadingLog;
import org.vouch.log.tree.TileId;
import org.vouch.log.tree.TilePath;

/**
 * The published tree and its entries as tiles (C2SP tlog-tiles). A tile never changes, so it may be kept for ever; a
 * partial one is there as long as a larger one is. The entries hold pseudonyms, so that they are the auditors', and are
 * not kept on the way.
 */
@Path("/tile")
@Produces(MediaType.APPLICATION_OCTET_STREAM)
@Tag(name = "Log", description = "The transparency log, for everyone")
public class TileResource {
    private final ReadingLog log;

    TileResource(ReadingLog log) {
        this.log = log;
    }

    @GET
    @Path("/{level:[0-9]+}/{tile:.+}")
    @PermitAll
    @DisclosesNothing("hashes of salted entries")
    @ResponseHeader(name = "Cache-Control", value = "public, max-age=31536000, immutable")
    @Operation(
            summary = "Hashes of the published tree, 256 to a tile (C2SP tlog-tiles)",
            description = "`tile` is the index as `067`, `x001/067`, with `.p/<width>` behind it where it is partial.")
    @APIResponse(
            responseCode = "200",
            description = "Hashes of 32 bytes, joined",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "404", description = "The published tree has no such tile")
    public Uni<byte[]> hashes(@PathParam("level") String level, @PathParam("tile") String tile) {
        var path = TilePath.parse(tile);
        var tree = level(level);
        if (path.isEmpty() || tree < 0) {
            return nothing();
        }
        return log.tile(new TileId(tree, path.get().index()), path.get().width())
                .map(found -> found.orElseThrow(() -> Problems.notFound().asException()));
    }

    @GET
    @Path("/entries/{tile:.+}")
    @RolesAllowed(Roles.AUDITOR)
    @DisclosesNothing("keyed pseudonyms; details are sealed for their subjects")
    @Operation(summary = "Entries of the published tree, 256 to a bundle, each behind its length (C2SP tlog-tiles)")
    @APIResponse(
            responseCode = "200",
            description = "Entries, each behind two bytes of length",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "404", description = "The published tree has no such tile")
    public Uni<byte[]> entries(@PathParam("tile") String tile) {
        return TilePath.parse(tile)
                .map(path -> log.bundle(path)
                        .map(found ->
                                found.orElseThrow(() -> Problems.notFound().asException())))
                .orElseGet(TileResource::nothing);
    }

    /** Below 0 for what no log can have, or is another way of writing it. */
    private static int level(String text) {
        var level = text.length() == 1 ? text.charAt(0) - '0' : -1;
        return level < TileId.MOST_LEVELS ? level : -1;
    }

    private static Uni<byte[]> nothing() {
        return Uni.createFrom().failure(Problems.notFound().asException());
    }
}
