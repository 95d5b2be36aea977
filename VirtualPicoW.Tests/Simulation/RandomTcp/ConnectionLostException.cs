using System;

namespace VirtualPicoW.Tests;

/// <summary>A connection is lost, for whatever reason.</summary>
public sealed class ConnectionLostException(Exception reason) : Exception(reason.Message, reason);
