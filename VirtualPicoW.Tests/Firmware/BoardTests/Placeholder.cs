namespace BoardTests;
internal static class Placeholder;
