package org.vouch.audit.client.testing;

/**
 * A token that has to be refused.
 *
 * @param how what is wrong with it; nothing else of it is printed
 */
public record Forged(String how, String token) {
    @Override
    public String toString() {
        return how;
    }
}
