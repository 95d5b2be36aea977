namespace VirtualPicoW.PageTests;

/// <summary>Those who use the browser, one after the other.</summary>
[CollectionDefinition(nameof(Browser))]
public sealed class BrowserCollection : ICollectionFixture<Browser>;
