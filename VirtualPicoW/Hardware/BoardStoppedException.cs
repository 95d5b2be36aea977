using System;

namespace VirtualPicoW.Hardware;

/// <summary>A pooled thread still ran firmware after its board was stopped.</summary>
public sealed class BoardStoppedException() : Exception("The virtual board was stopped.");
