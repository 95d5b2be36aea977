using System;

namespace nanoFramework.Runtime.Events;

/// <summary>Handles the numbers of an event.</summary>
public delegate void NativeEventHandler(uint data1, uint data2, DateTime time);
