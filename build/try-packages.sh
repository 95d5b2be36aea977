#!/usr/bin/env bash
# Packs, makes a project in an empty folder, with an empty package cache and nothing but our packages and NuGet's, builds it, boots it, and sees its pins blink.
# It needs the .NET SDK only. usage: build/try-packages.sh [FOLDER], which is kept; without one it is a temporary folder.
set -euo pipefail
repository=$(cd "$(dirname "$0")/.." && pwd)
folder=${1:-$(mktemp -d)}
[ $# -gt 0 ] || trap 'rm -rf "$folder"' EXIT
packages=$folder/packages
version=$(sed -n 's,.*<Version>\(.*\)</Version>.*,\1,p' "$repository/Directory.Build.props")
core_library=$(sed -n 's,.*<CoreLibraryVersion>\(.*\)</CoreLibraryVersion>.*,\1,p' "$repository/build/Device.props")
export NUGET_PACKAGES=$folder/cache DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

step() { echo "== $*"; }
fail() { echo "failed: $*"; exit 1; }

pack() {
  step "packing version $version"
  NUGET_PACKAGES= dotnet pack "$repository/nf.sln" -c Release -o "$packages" -v q
  for name in AsyncCore AsyncCore.Net AsyncCore.Board AsyncCore.Net.Testing AsyncCore.VirtualPicoW; do
    [ -f "$packages/$name.$version.nupkg" ] || fail "there is no package $name"
  done
}

# A solution's folder, in which NuGet finds our packages.
new_folder() {
  mkdir -p "$1"
  cat > "$1/nuget.config" <<END
<configuration><packageSources><add key="AsyncCore" value="$packages" /></packageSources></configuration>
END
}

# new_program FOLDER FRAMEWORK: the smallest project that there is.
new_program() {
  mkdir -p "$1"
  cat > "$1/$(basename "$1").csproj" <<END
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>$2</TargetFramework><OutputType>Exe</OutputType></PropertyGroup>
  <ItemGroup><PackageReference Include="AsyncCore.Board" Version="$version" /></ItemGroup>
</Project>
END
  cp "$repository/Samples/TwoLeds/Program.cs" "$1"
}

sees_pins_blink() {
  step "running $(basename "$1")"
  (cd "$1" && dotnet run -- --seconds 2) > "$folder/log"
  for pin in 14 15; do
    for level in high low; do grep -q "GP$pin *$level" "$folder/log" || { cat "$folder/log"; fail "GP$pin is never $level"; }; done
  done
}

weaves_nothing_without_a_change() {
  local woven
  woven=$(ls -l --time-style=full-iso "$1"/obj/Debug/netnano1.0/woven)
  (cd "$1" && dotnet build -v q)
  [ "$woven" = "$(ls -l --time-style=full-iso "$1"/obj/Debug/netnano1.0/woven)" ] || fail "woven again without a change"
}

# refuses FOLDER CODE ARGUMENTS...: the build fails and says why.
refuses() {
  step "refusing $(basename "$1")"
  (cd "$1" && dotnet build -v q "${@:3}") > "$folder/log" 2>&1 && fail "it was built"
  grep -q "error $2:" "$folder/log" || { cat "$folder/log"; fail "there is no error $2"; }
}

# nanoFramework's own SDK, as far as matters here: its processor depends on Compile;CopyToOutDir and reads the assembly in the output folder.
new_project_of_nanoFramework_sdk() {
  mkdir -p "$1"
  cat > "$1/Sdk.targets" <<END
<Project>
  <PropertyGroup>
    <_NfSdkDir>\$(MSBuildThisFileDirectory)</_NfSdkDir>
    <AssetTargetFallback>net20</AssetTargetFallback>
    <NoWarn>\$(NoWarn);NU1701</NoWarn>
    <DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences>
    <NoStdLib>true</NoStdLib>
    <NoCompilerStandardLib>true</NoCompilerStandardLib>
    <GenerateTargetFrameworkAttribute>false</GenerateTargetFrameworkAttribute>
    <GenerateDependencyFile>false</GenerateDependencyFile>
  </PropertyGroup>
  <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
  <PropertyGroup><CoreBuildDependsOn>\$(CoreBuildDependsOn);MetaDataProcessor</CoreBuildDependsOn></PropertyGroup>
  <Target Name="GetReferenceAssemblyPaths" />
  <Target Name="CopyToOutDir"><Copy SourceFiles="\$(IntermediateOutputPath)\$(TargetFileName)" DestinationFolder="\$(OutDir)" /></Target>
  <Target Name="MetaDataProcessor" DependsOnTargets="Compile;CopyToOutDir">
    <Copy SourceFiles="\$(OutDir)\$(TargetName).dll" DestinationFiles="\$(OutDir)\$(TargetName).pe" />
  </Target>
</Project>
END
  cat > "$1/Older.csproj" <<END
<Project>
  <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
  <PropertyGroup><TargetFramework>netnano1.0</TargetFramework></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="nanoFramework.CoreLibrary" Version="$core_library" />
    <PackageReference Include="AsyncCore" Version="$version" />
  </ItemGroup>
  <Import Project="Sdk.targets" />
</Project>
END
  cat > "$1/Older.cs" <<END
public static class Older { public static async AsyncCore.Coroutine<int> Wait(int ms) { await AsyncCore.Asyncio.SleepMs(ms); return ms; } }
END
}

has_woven_before_the_processor() {
  step "building $(basename "$1")"
  (cd "$1" && dotnet build -v q)
  cmp "$1/bin/Debug/netnano1.0/Older.pe" "$1/obj/Debug/netnano1.0/woven/Older.dll" || fail "the processor has not read the woven assembly"
}

pack
home="$folder/Grüne Wiese"
new_folder "$home"
new_program "$home/Blinker" netnano1.0
sees_pins_blink "$home/Blinker"
weaves_nothing_without_a_change "$home/Blinker"
refuses "$home/Blinker" AC0104 -p:NETCoreSdkVersion=9.0.100
new_program "$home/Desktop" net10.0
refuses "$home/Desktop" AC0102
new_program "$home/Generic" netnano2.0
refuses "$home/Generic" AC0103
new_program "$home/Nothing" ""
refuses "$home/Nothing" NETSDK1013
new_project_of_nanoFramework_sdk "$home/Older"
has_woven_before_the_processor "$home/Older"
step "all is well"
