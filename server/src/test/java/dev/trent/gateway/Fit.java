package dev.trent.gateway;

/// A server in order.
enum Fit implements Fitness {
    INSTANCE;

    @Override
    public boolean mayAnswer() {
        return true;
    }

    @Override
    public boolean mayChange() {
        return true;
    }
}
