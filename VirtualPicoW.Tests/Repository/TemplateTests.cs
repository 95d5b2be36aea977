using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace VirtualPicoW.Tests;

/// <summary>A project's name becomes its namespace, which must not hide a type: in a namespace Queue nobody can use AsyncCore's Queue.</summary>
public class TemplateTests
{
    [Theory]
    [InlineData("picow", "AsyncCore")]
    [InlineData("picow", "Net")]
    [InlineData("picow", "Board")]
    [InlineData("picow-tests", "AsyncCore")]
    [InlineData("picow-tests", "Net")]
    [InlineData("picow-tests", "Board")]
    public void No_namespace_of_a_project_has_the_name_of_a_type(string template, string library) =>
        Assert.DoesNotContain(
            ReferenceSurface.Read(BuildOutput.Compiled(library)).Select(type => type.Name)
                .Where(name => !name.Contains("CompilerServices"))
                .Select(name => name[(name.LastIndexOf('.') + 1)..].Split('`', '/', '+')[0]),
            name => NamespaceOf(template, name) != $"{name}Project" || NamespaceOf(template, $"Green.{name}") != $"Green.{name}Project");

    [Theory]
    [InlineData("Greenhouse", "Greenhouse")]
    [InlineData("Tasks", "Tasks")]
    [InlineData("Queue", "QueueProject")]
    [InlineData("Blinker", "BlinkerProject")]
    public void Other_names_stay(string name, string space) => Assert.Equal(space, NamespaceOf("picow", name));

    private static string NamespaceOf(string template, string name)
    {
        using JsonDocument description = JsonDocument.Parse(BuildOutput.TextOf(Path.Combine("Templates", "content", template, ".template.config", "template.json")));
        JsonElement form = description.RootElement.GetProperty("forms").GetProperty("type");
        return Regex.Replace(name, form.GetProperty("pattern").GetString()!, form.GetProperty("replacement").GetString()!);
    }
}
