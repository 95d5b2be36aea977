using System.Reflection;

namespace VirtualPicoW;

/// <summary>What an object of a type takes on a board, and which of its fields lead on.</summary>
/// <param name="Bytes">The object itself, with the structs in its fields.</param>
/// <param name="Links">The fields that may hold a reference, in themselves or in a struct.</param>
internal sealed record ObjectLayout(int Bytes, FieldInfo[] Links);
