package dev.trent.seed;

/// The place of a value in a file.
///
/// @param path the members and indexes that lead to it, such as `keys[2].keySpec`; empty for the whole file
/// @param line the number of the line, from 1
record Place(String path, int line) {
    Place member(String name, int at) {
        return new Place(path.isEmpty() ? name : path + "." + name, at);
    }

    Place element(int index, int at) {
        return new Place(path + "[" + index + "]", at);
    }

    SeedException wrong(String sentence) {
        return new SeedException(this + ": " + sentence);
    }

    @Override
    public String toString() {
        return path.isEmpty() ? "line " + line : path + ", line " + line;
    }
}
