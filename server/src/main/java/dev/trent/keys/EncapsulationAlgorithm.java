package dev.trent.keys;

/// The key encapsulation algorithms of the API, AWS's `EncapsulationAlgorithmSpec`.
public enum EncapsulationAlgorithm {
    ML_KEM
}
