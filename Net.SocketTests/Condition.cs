namespace NetTests;

/// <summary>Something that may be so or not.</summary>
internal delegate bool Condition();
