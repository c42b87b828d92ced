package org.vouch.embedded;

/** One service's database: its name is also the role that owns it, and nobody but that role may connect. */
public record Database(String name, String password, String jdbcUrl, String reactiveUrl) {

    static Database at(int port, String name, String password) {
        String address = "postgresql://localhost:" + port + "/" + name;
        return new Database(name, password, "jdbc:" + address, address);
    }

    public String username() {
        return name;
    }

    /** Without the password: a log line may hold it. */
    @Override
    public String toString() {
        return "Database[" + reactiveUrl + "]";
    }
}
