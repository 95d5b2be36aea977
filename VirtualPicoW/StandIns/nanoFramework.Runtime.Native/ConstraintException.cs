using System;

namespace nanoFramework.Runtime.Native;

/// <summary>A piece of code took longer than its <see cref="ExecutionConstraint"/> allows.</summary>
public class ConstraintException : Exception;
